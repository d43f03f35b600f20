import type { GetMethodCommandInput, Method } from '@aws-sdk/client-api-gateway';
import { notFound } from '../errors.ts';
import type { ApiMethod } from '../model.ts';
import { type ApiGatewayState, restApiWith } from '../state.ts';

export function getMethod(state: ApiGatewayState, input: GetMethodCommandInput): Method {
  return methodNamed(state, input);
}

/** Throws AWS's error for a resource or method that the API lacks. */
export function methodNamed(
  { apis }: ApiGatewayState,
  { restApiId, resourceId, httpMethod }: GetMethodCommandInput,
): ApiMethod {
  const resource = restApiWith(apis, restApiId).model.resources.find(({ id }) => id === resourceId);
  if (!resource) throw notFound('Invalid Resource identifier specified');
  const method = Object.values(resource.resourceMethods).find((known) => known.httpMethod === httpMethod);
  if (!method) throw notFound('Invalid Method identifier specified');
  return method;
}
