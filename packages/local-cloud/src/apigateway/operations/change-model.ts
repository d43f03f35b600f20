import { notFound } from '../errors.ts';
import type { ApiIntegration, ApiMethod, ApiResource } from '../model.ts';
import type { RestApiRecord, RestApis } from '../state.ts';

/** The ids that an operation names. */
export interface MethodIds {
  readonly restApiId?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly httpMethod?: string | undefined;
}

/** A resource of an API, both as they are now. AWS does not say which of the two does not exist. */
export function resourceOf(
  apis: RestApis,
  { restApiId, resourceId }: MethodIds,
): { readonly api: RestApiRecord; readonly resource: ApiResource } {
  const api = apis.get(restApiId ?? '');
  const resource = api?.model.resources.find(({ id }) => id === resourceId);
  if (api && resource) return { api, resource };
  throw notFound('Invalid Resource identifier specified');
}

export function methodOf(apis: RestApis, ids: MethodIds) {
  const { api, resource } = resourceOf(apis, ids);
  const { httpMethod = '' } = ids;
  const method = Object.hasOwn(resource.resourceMethods, httpMethod)
    ? resource.resourceMethods[httpMethod]
    : undefined;
  if (method) return { api, resource, method };
  throw notFound('Invalid Method identifier specified');
}

export function integrationOf(apis: RestApis, ids: MethodIds) {
  const found = methodOf(apis, ids);
  const integration = found.method.methodIntegration;
  if (integration) return { ...found, integration };
  throw notFound('Invalid Integration identifier specified');
}

/** Replaces a resource. Stages serve what was deployed: they see it after the next deployment. */
export function setResource(api: RestApiRecord, changed: ApiResource): void {
  const resources = api.model.resources.map((resource) => (resource.id === changed.id ? changed : resource));
  api.model = { ...api.model, resources };
}

export function setMethod(api: RestApiRecord, resource: ApiResource, method: ApiMethod): void {
  const resourceMethods = { ...resource.resourceMethods, [method.httpMethod]: method };
  setResource(api, { ...resource, resourceMethods });
}

export function setIntegration(
  api: RestApiRecord,
  resource: ApiResource,
  method: ApiMethod,
  methodIntegration: ApiIntegration | undefined,
): void {
  setMethod(api, resource, { ...method, methodIntegration });
}

/** The members of a record but one. */
export function without<Value>(record: Readonly<Record<string, Value>>, name: string): Record<string, Value> {
  const { [name]: _removed, ...others } = record;
  return others;
}
