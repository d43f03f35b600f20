import { chooseRoute } from './choose-route.ts';
import { entityBody } from './entity-body.ts';
import type { HttpResponse, RequestContext } from './http.ts';
import { readParameters } from './read-parameters.ts';
import { Response } from './response.ts';
import type { Route, RouteTable } from './route-table.ts';
import { WebApplicationError } from './web-application-error.ts';

export type Application = (request: RequestContext) => Promise<HttpResponse>;

/**
 * Calls the method that takes a request and makes its response. What a method throws becomes the response of its
 * exception mapper, or of the `WebApplicationError` itself; everything else is a bug: logged, and an opaque 500.
 */
export function createApplication({ resources, mappers }: RouteTable): Application {
  return async (request) => {
    try {
      const { resource } = request;
      const choice = chooseRoute(resource === undefined ? undefined : resources[resource], request);
      if (choice instanceof Response) return await responseOf(choice, undefined, request);
      const { route, mediaType } = choice;
      checkAuthorized(route, request);
      const entity = await route.call(await readParameters(route, request));
      return entity instanceof Response
        ? await responseOf(entity, mediaType, request)
        : await responseOf(plainResponse(entity, route), mediaType, request);
    } catch (error) {
      return responseOf(await errorResponse(error, mappers), undefined, request);
    }
  };
}

// The gateway lets nobody pass who has not been authorized. This is for a table and a definition that differ.
function checkAuthorized({ authorizer }: Route, { authorizer: caller }: RequestContext): void {
  if (authorizer !== undefined && caller === undefined) throw new WebApplicationError(401, 'Unauthorized');
}

function plainResponse(entity: unknown, { status }: Route): Response {
  return new Response(status ?? (entity === undefined ? 204 : 200), noHeaders, entity);
}

const noHeaders: ReadonlyMap<string, readonly string[]> = new Map();

async function responseOf(
  { status, headers, entity }: Response,
  negotiated: string | undefined,
  { method }: RequestContext,
): Promise<HttpResponse> {
  const own = headers.size > 0 ? contentTypeOf(headers) : undefined;
  const { body, contentType } = await entityBody(entity, own ?? negotiated);
  const isEmpty = method === 'HEAD' || status === 204 || status === 304;
  if (contentType === undefined || own !== undefined || (isEmpty && method !== 'HEAD'))
    return { status, headers, body: isEmpty ? undefined : body };
  const typed = new Map(headers).set('Content-Type', [contentType]);
  return { status, headers: typed, body: isEmpty ? undefined : body };
}

function contentTypeOf(headers: ReadonlyMap<string, readonly string[]>): string | undefined {
  for (const [name, [value]] of headers) if (name.toLowerCase() === 'content-type') return value;
  return undefined;
}

async function errorResponse(error: unknown, mappers: RouteTable['mappers']): Promise<Response> {
  const mapper = mappers.find((one) => error instanceof one.error && isMeantFor(one.error, error));
  try {
    if (mapper) return await mapper.toResponse(error as never);
  } catch (failure) {
    return unexpected(failure);
  }
  return error instanceof WebApplicationError ? error.response : unexpected(error);
}

// A mapper of all errors is for those that have no response of their own, as in section 4.4 of JAX-RS.
function isMeantFor(mapped: object, error: unknown): boolean {
  if (!(error instanceof WebApplicationError)) return true;
  return mapped === WebApplicationError || Object.prototype.isPrototypeOf.call(WebApplicationError, mapped);
}

function unexpected(error: unknown): Response {
  console.error(error);
  return Response.serverError().entity({ message: 'Internal server error' }).build();
}
