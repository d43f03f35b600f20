import type {
  CreateResourceCommandInput,
  DeleteResourceCommandInput,
  Resource,
  UpdateResourceCommandInput,
} from '@aws-sdk/client-api-gateway';
import { shortId } from '../api-gateway-identifiers.ts';
import { badRequest, conflict } from '../errors.ts';
import { isPathPart, maxResources, tooManyResources } from '../import/import-resources.ts';
import type { ApiResource } from '../model.ts';
import type { ApiGatewayState } from '../state.ts';
import { resourceOf } from './change-model.ts';
import { describeResource } from './get-resources.ts';
import { patchMembers, requireReplacement } from './patch-members.ts';

type Resources = readonly ApiResource[];

export function createResource(state: ApiGatewayState, input: CreateResourceCommandInput): Resource {
  const { restApiId, parentId, pathPart = '' } = input;
  const { api, resource: parent } = resourceOf(state.apis, { restApiId, resourceId: parentId });
  const { resources } = api.model;
  if (resources.length >= maxResources) throw tooManyResources();
  const resource = placed({ id: shortId(), pathPart, path: '', resourceMethods: {} }, parent);
  checkPlace(resource, parent, resources);
  api.model = { ...api.model, resources: [...resources, resource] };
  return describeResource(resource, false);
}

/** Renames or moves a resource, and with it all below. */
export function updateResource(state: ApiGatewayState, input: UpdateResourceCommandInput): Resource {
  const { api, resource } = resourceOf(state.apis, input);
  requireReplacement(input.patchOperations, ['parentId', 'pathPart']);
  const { resources } = api.model;
  if (resource.path === '/') {
    const member = input.patchOperations?.[0]?.path?.slice(1) ?? 'pathPart';
    throw badRequest(`Root resource cannot update its ${member}.`);
  }
  const { parentId, pathPart } = patchMembers(resource, input.patchOperations, {
    scalars: ['parentId', 'pathPart'],
  });
  const { resource: parent } = resourceOf(state.apis, { ...input, resourceId: parentId });
  if (isWithin(parent, resource)) throw badRequest('Resources cannot be cyclical.');
  const changed = placed({ ...resource, pathPart: pathPart ?? '' }, parent);
  checkPlace(changed, parent, resources);
  api.model = { ...api.model, resources: moved(resources, resource, changed) };
  return describeResource(changed, false);
}

/** Deletes a resource with its methods, and all below. */
export function deleteResource(state: ApiGatewayState, input: DeleteResourceCommandInput): undefined {
  const { api, resource } = resourceOf(state.apis, input);
  if (resource.path === '/') throw badRequest('Root resource cannot be deleted.');
  const resources = api.model.resources.filter((other) => !isWithin(other, resource));
  api.model = { ...api.model, resources };
}

function placed(resource: ApiResource, parent: ApiResource): ApiResource {
  const path = `${parent.path === '/' ? '' : parent.path}/${resource.pathPart}`;
  return { ...resource, parentId: parent.id, path };
}

function checkPlace({ id, pathPart = '' }: ApiResource, parent: ApiResource, resources: Resources): void {
  if (!isPathPart(pathPart)) {
    throw badRequest(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    );
  }
  if (parent.pathPart?.endsWith('+}')) {
    throw badRequest(`Cannot create a child of a resource with a greedy path variable: ${parent.pathPart}`);
  }
  const siblings = resources.filter((other) => other.parentId === parent.id && other.id !== id);
  if (siblings.some((other) => other.pathPart === pathPart)) {
    throw conflict(`Another resource with the same parent already has this name: ${pathPart}`);
  }
  const rival = pathPart.startsWith('{') && siblings.find((other) => other.pathPart?.startsWith('{'));
  if (rival) {
    throw badRequest(
      `A sibling (${rival.pathPart}) of this resource already has a variable path part -- only one is allowed`,
    );
  }
}

function isWithin({ path }: ApiResource, { path: above }: ApiResource): boolean {
  return path === above || path.startsWith(`${above}/`);
}

/** Parents stay before children: what moves is put at the end, in its order. */
function moved(resources: Resources, former: ApiResource, latter: ApiResource): ApiResource[] {
  const family = resources.filter((resource) => isWithin(resource, former));
  const renamed = family.map((resource) =>
    resource.id === latter.id
      ? latter
      : { ...resource, path: latter.path + resource.path.slice(former.path.length) },
  );
  return [...resources.filter((resource) => !isWithin(resource, former)), ...renamed];
}
