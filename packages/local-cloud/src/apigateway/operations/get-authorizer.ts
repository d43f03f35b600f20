import type { Authorizer, GetAuthorizerCommandInput } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../api-gateway.ts';
import { notFound, restApiWith } from '../rest-api-record.ts';

export function getAuthorizer(state: ApiGatewayState, input: GetAuthorizerCommandInput): Authorizer {
  const { authorizers } = restApiWith(state.apis, input.restApiId).model;
  const authorizer = authorizers.find(({ id }) => id === input.authorizerId);
  if (!authorizer) throw notFound('Invalid Authorizer identifier specified');
  return authorizer;
}
