import { badValue } from './bad-value.ts';
import type { RequestContext } from './http.ts';
import { consumes, negotiate } from './media-type.ts';
import { Response } from './response.ts';
import type { Route, RoutedResource } from './route-table.ts';
import { WebApplicationError } from './web-application-error.ts';

export interface Choice {
  readonly route: Route;
  /** Of the response; undefined where the method says no type. */
  readonly mediaType: string | undefined;
}

/**
 * The method of the resource that takes a request, as JAX-RS 3.1 chooses it in section 3.7.2: by path, HTTP method,
 * `Content-Type` and `Accept`. Throws 404, 405, 415 or 406; a response is the one that every resource has for OPTIONS.
 */
export function chooseRoute(
  resource: RoutedResource | undefined,
  request: RequestContext,
): Choice | Response {
  if (!resource) throw notFound();
  const { method } = request;
  const named = matching(resource[method], request);
  const routes = named.length === 0 && method === 'HEAD' ? matching(resource.GET, request) : named;
  if (routes.length === 0) return withoutRoute(resource, request);
  const [only] = routes;
  const type = request.headers['content-type'];
  const taking =
    type === undefined ? routes : routes.filter((route) => !route.consumes || consumes(type, route.consumes));
  if (taking.length === 0) throw unsupported(type, routes);
  const { accept } = request.headers;
  // Most resources have one route for a method, which then need not be ranked.
  const ranked = taking.length === 1 && only === taking[0] ? taking : byPreference(taking, accept);
  for (const route of ranked) {
    if (!route.produces) return { route, mediaType: undefined };
    const mediaType = negotiate(accept, route.produces);
    if (mediaType !== undefined) return { route, mediaType };
  }
  throw notAcceptable(accept, taking);
}

function matching(routes: readonly Route[] = [], { pathParameters }: RequestContext): readonly Route[] {
  if (!routes.some(({ patterns }) => patterns)) return routes;
  const matched = routes.filter(({ patterns = {} }) =>
    Object.entries(patterns).every(([name, pattern]) => pattern.test(decoded(pathParameters[name] ?? ''))),
  );
  // The build puts paths with more patterns first: `/{id: [0-9]+}` takes what `/{name}` would take as well.
  const [best] = matched;
  return best ? matched.filter((route) => textOf(route) === textOf(best)) : matched;
}

function textOf({ patterns = {} }: Route): string {
  return Object.entries(patterns).join();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Routes of one path and HTTP method: the one first whose type the client likes best. */
function byPreference(routes: readonly Route[], accept: string | undefined): readonly Route[] {
  const produced = routes.flatMap(({ produces = [] }) => produces);
  const best = produced.length > 0 ? negotiate(accept, produced) : undefined;
  const first = routes.find(({ produces }) => best !== undefined && produces?.includes(best));
  return first ? [first, ...routes.filter((route) => route !== first)] : routes;
}

function withoutRoute(resource: RoutedResource, request: RequestContext): Response {
  const methods = Object.keys(resource).filter((name) => matching(resource[name], request).length > 0);
  // A path whose patterns do not match is no path of the API.
  if (methods.length === 0) throw notFound();
  if (methods.includes('GET')) methods.push('HEAD');
  const allow = [...new Set([...methods, 'OPTIONS'])].sort().join(', ');
  if (request.method === 'OPTIONS') return Response.noContent().header('Allow', allow).build();
  const message = `Expected one of ${allow} for the method, received ${request.method}`;
  throw new WebApplicationError(
    Response.status(405).header('Allow', allow).entity({ message }).build(),
    message,
  );
}

function notFound(): WebApplicationError {
  return new WebApplicationError(404, 'There is nothing at this path');
}

function unsupported(type: string | undefined, routes: readonly Route[]): WebApplicationError {
  const expected = [...new Set(routes.flatMap(({ consumes = [] }) => consumes))].join(' or ');
  return new WebApplicationError(415, badValue(expected, 'Content-Type', type));
}

function notAcceptable(accept: string | undefined, routes: readonly Route[]): WebApplicationError {
  const expected = [...new Set(routes.flatMap(({ produces = [] }) => produces))].join(' or ');
  return new WebApplicationError(406, badValue(`a type that takes in ${expected}`, 'Accept', accept));
}
