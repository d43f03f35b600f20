import type { Authorizer, Authorizers, GetAuthorizersCommandInput } from '@aws-sdk/client-api-gateway';
import { type ApiGatewayState, restApiWith } from '../state.ts';
import { pageByPosition } from './page-by-position.ts';

export function getAuthorizers(state: ApiGatewayState, input: GetAuthorizersCommandInput): Authorizers {
  return pageByPosition<Authorizer>(restApiWith(state.apis, input.restApiId).model.authorizers, input);
}
