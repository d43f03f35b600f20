import type { GetResourcesCommandInput, Resource, Resources } from '@aws-sdk/client-api-gateway';
import type { ApiResource } from '../model.ts';
import { type ApiGatewayState, restApiWith } from '../state.ts';
import { describeMethod } from './describe-method.ts';
import { pageByPosition } from './page-by-position.ts';

export function getResources(state: ApiGatewayState, input: GetResourcesCommandInput): Resources {
  const { resources } = restApiWith(state, input.restApiId).model;
  const embedsMethods = [input.embed ?? []].flat().includes('methods');
  return pageByPosition(
    resources.toSorted(byPath).map((resource) => describeResource(resource, embedsMethods)),
    input,
  );
}

function byPath({ path: one }: ApiResource, { path: other }: ApiResource): number {
  return one < other ? -1 : 1;
}

/** Without `embed` the methods are only named. A resource without methods lacks the member. */
export function describeResource(resource: ApiResource, embedsMethods: boolean): Resource {
  const { resourceMethods, ...rest } = resource;
  const methods = Object.entries(resourceMethods);
  if (methods.length === 0) return rest;
  const shown = methods.map(([httpMethod, method]) => [
    httpMethod,
    embedsMethods ? describeMethod(resource, method) : {},
  ]);
  return { ...rest, resourceMethods: Object.fromEntries(shown) };
}
