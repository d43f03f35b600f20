import type { GetResourcesCommandInput, Resource, Resources } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayState } from '../api-gateway.ts';
import type { ApiResource } from '../model.ts';
import { restApiWith } from '../rest-api-record.ts';
import { pageOf } from './page-of.ts';

export function getResources(state: ApiGatewayState, input: GetResourcesCommandInput): Resources {
  const { resources } = restApiWith(state.apis, input.restApiId).model;
  const embedsMethods = [input.embed ?? []].flat().includes('methods');
  return pageOf(
    resources.map((resource) => describeResource(resource, embedsMethods)),
    input,
  );
}

/** Without `embed` the methods are named only; a resource that has none says nothing of them. */
export function describeResource(resource: ApiResource, embedsMethods: boolean): Resource {
  const { resourceMethods, ...rest } = resource;
  const methods = Object.entries(resourceMethods);
  if (methods.length === 0) return rest;
  const shown = methods.map(([httpMethod, method]) => [httpMethod, embedsMethods ? method : {}]);
  return { ...rest, resourceMethods: Object.fromEntries(shown) };
}
