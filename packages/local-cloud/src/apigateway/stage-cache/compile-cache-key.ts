import { createHash } from 'node:crypto';
import { badRequest } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import { mappingScope } from '../mapping/mapping-scope.ts';
import { compileRequestParameters } from '../mapping/request-parameters.ts';
import type { ApiIntegration, ApiMethod, ApiResource } from '../model.ts';

const maxPlainLength = 512;

/**
 * Compiles the key of a cached response: the namespace, which is the resource's id unless it is
 * set, and the values of the cache key parameters. Without such parameters all requests of a method get one response.
 */
export function compileCacheKey(
  resource: ApiResource,
  method: ApiMethod,
  integration: ApiIntegration,
): (exchange: Exchange) => Promise<string> {
  const { cacheNamespace = resource.id, cacheKeyParameters = [] } = integration;
  const sources = cacheKeyParameters.map((parameter, index) => [
    `integration.request.header.${index}`,
    sourceOf(parameter, resource, method, integration),
  ]);
  const valuesOf = compileRequestParameters(Object.fromEntries(sources));
  return async (exchange) => {
    const values = sources.length > 0 ? [...(await valuesOf(mappingScope(exchange))).header] : [];
    const key = JSON.stringify([cacheNamespace, exchange.httpMethod, values]);
    return key.length > maxPlainLength ? createHash('sha256').update(key).digest('base64') : key;
  };
}

/** Where a parameter comes from: the method declares it, or the integration maps it from something. */
function sourceOf(
  parameter: string,
  resource: ApiResource,
  method: ApiMethod,
  { requestParameters }: ApiIntegration,
): string {
  const mapped = Object.hasOwn(requestParameters, parameter) ? requestParameters[parameter] : undefined;
  if (mapped !== undefined) return mapped;
  const isDeclared =
    Object.hasOwn(method.requestParameters, parameter) || pathParameters(resource.path).includes(parameter);
  if (!isDeclared) throw badRequest('Invalid cache key parameter specified');
  return parameter;
}

/** The parameters of a path need no declaration. */
function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name]) => `method.request.path.${name}`);
}
