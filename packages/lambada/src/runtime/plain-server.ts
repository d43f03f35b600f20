import { createApplication } from './application.ts';
import { decide, type RequestAuthorizer } from './authorizer-handler.ts';
import type { HttpResponse, RequestContext } from './http.ts';
import { grouped } from './parse-form.ts';
import type { Route, RouteTable } from './route-table.ts';
import { createRouter } from './router.ts';

/** A request of an ordinary server. */
export type PlainRequest = Pick<RequestContext, 'method' | 'headers' | 'body'> & {
  /** Path and query, as sent. */
  readonly url: string;
};

export interface PlainAuthorizer {
  readonly header: string;
  readonly authorizer: () => RequestAuthorizer;
}

/** Does for an ordinary server what API Gateway does in front of a function: it finds the resource and asks authorizers. */
export function plainServer(
  table: RouteTable,
  authorizers: Readonly<Record<string, PlainAuthorizer>>,
): (request: PlainRequest) => Promise<HttpResponse> {
  const application = createApplication(table);
  const route = createRouter(Object.keys(table.resources));
  return async ({ method, url, headers, body }) => {
    const query = url.indexOf('?');
    const match = route(query < 0 ? url : url.slice(0, query));
    const request = {
      method,
      resource: match?.resource,
      pathParameters: match?.pathParameters ?? {},
      query: query < 0 ? {} : grouped(new URLSearchParams(url.slice(query))),
      headers,
      body,
      event: undefined,
    };
    const caller = await authorize(routesOf(table, request), headers);
    if (typeof caller === 'number') return refusals[caller];
    return application({ ...request, authorizer: caller });
  };

  /** What the authorizer of a method returns; a status where the gateway lets nobody pass. */
  async function authorize(
    routes: readonly Route[],
    headers: PlainRequest['headers'],
  ): Promise<RequestContext['authorizer'] | 401 | 403> {
    const [name] = routes.flatMap((one) => one.authorizer ?? []);
    if (name === undefined) return undefined;
    const authorizer = Object.hasOwn(authorizers, name) ? authorizers[name] : undefined;
    const credentials = headers[authorizer?.header.toLowerCase() ?? ''];
    if (!authorizer || !credentials) return 401;
    const decision = await decide(authorizer.authorizer(), credentials);
    if (decision === 'unauthorized') return 401;
    if (decision === 'forbidden') return 403;
    const context = Object.entries(decision.context ?? {}).map(([key, value]) => [key, String(value)]);
    return { ...Object.fromEntries(context), principalId: decision.principalId };
  }
}

function routesOf(
  { resources }: RouteTable,
  { resource, method }: Pick<RequestContext, 'resource' | 'method'>,
) {
  const routes = resource === undefined ? undefined : resources[resource];
  return routes?.[method] ?? (method === 'HEAD' ? routes?.GET : undefined) ?? [];
}

// As API Gateway words them.
const refusals = {
  401: refusal(401, { message: 'Unauthorized' }),
  403: refusal(403, { Message: 'User is not authorized to access this resource with an explicit deny' }),
};

function refusal(status: number, body: object): HttpResponse {
  return { status, headers: new Map([['Content-Type', ['application/json']]]), body: JSON.stringify(body) };
}
