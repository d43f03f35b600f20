import type { Authorizer, Authorizers, GetAuthorizersCommandInput } from '@aws-sdk/client-api-gateway';
import { type ApiGatewayState, restApiWith } from '../state.ts';
import { listPage } from './list-page.ts';

export function getAuthorizers(state: ApiGatewayState, input: GetAuthorizersCommandInput): Authorizers {
  return listPage<Authorizer>(restApiWith(state.apis, input.restApiId).model.authorizers, input);
}
