import type { Authorizer, Authorizers, GetAuthorizersCommandInput } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../api-gateway.ts';
import { restApiWith } from '../rest-api-record.ts';
import { pageOf } from './page-of.ts';

export function getAuthorizers(state: ApiGatewayState, input: GetAuthorizersCommandInput): Authorizers {
  return pageOf<Authorizer>(restApiWith(state.apis, input.restApiId).model.authorizers, input);
}
