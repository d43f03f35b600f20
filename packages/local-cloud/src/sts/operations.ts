import { assumeRole } from './operations/assume-role.ts';
import { getCallerIdentity } from './operations/get-caller-identity.ts';

export const stsOperations = { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity };
