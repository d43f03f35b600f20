import { getCallerIdentity } from './operations/get-caller-identity.ts';

export const stsOperations = { GetCallerIdentity: getCallerIdentity };
