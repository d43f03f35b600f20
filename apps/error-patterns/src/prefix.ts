import { integrationHandler, prefixedError } from '@samples/http';
import { audited } from './audited.ts';
import { respond } from './respond.ts';

/** Fails with a message such as `[NotFound] Nothing has this name`. */
export const handler = audited(integrationHandler(prefixedError, respond));
