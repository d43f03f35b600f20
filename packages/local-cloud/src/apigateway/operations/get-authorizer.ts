import type { Authorizer, GetAuthorizerCommandInput } from '@aws-sdk/client-api-gateway';
import { notFound } from '../errors.ts';
import { type ApiGatewayState, restApiWith } from '../state.ts';

export function getAuthorizer(state: ApiGatewayState, input: GetAuthorizerCommandInput): Authorizer {
  const { authorizers } = restApiWith(state.apis, input.restApiId).model;
  const authorizer = authorizers.find(({ id }) => id === input.authorizerId);
  if (!authorizer) throw notFound('Invalid Authorizer identifier specified');
  return authorizer;
}
