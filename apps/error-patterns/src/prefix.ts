import { integrationHandler, prefixedError } from '@samples/http';
import { answer } from './answer.ts';
import { audited } from './audited.ts';

/** Fails with a message such as `[NotFound] There is nothing of this name`. */
export const handler = audited(integrationHandler(prefixedError, answer));
