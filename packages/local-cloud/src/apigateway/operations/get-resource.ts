import type { GetResourceCommandInput, Resource } from '@aws-sdk/client-api-gateway';
import { notFound } from '../errors.ts';
import { type ApiGatewayState, restApiWith } from '../state.ts';
import { describeResource } from './get-resources.ts';

export function getResource(state: ApiGatewayState, input: GetResourceCommandInput): Resource {
  const { resources } = restApiWith(state.apis, input.restApiId).model;
  const resource = resources.find(({ id }) => id === input.resourceId);
  if (!resource) throw notFound('Invalid Resource identifier specified');
  return describeResource(resource, [input.embed ?? []].flat().includes('methods'));
}
