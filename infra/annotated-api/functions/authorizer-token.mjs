// Made by "lambada build" of the annotations. Changes are lost.
import * as lambada from '@samples/lambada/runtime';
import { TokenAuthorizer } from '../../../apps/annotated-api/src/token-authorizer.ts';

export const handler = lambada.authorizerHandler(new TokenAuthorizer(), 'Authorization');
