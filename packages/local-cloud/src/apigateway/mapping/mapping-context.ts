import { requestContext } from '../event/request-context.ts';
import type { Exchange } from '../exchange.ts';

/** `$context`. Its overrides are open: a template may put there whatever it likes. */
export type MappingContext = ReturnType<typeof mappingContext>;

/** In the order in which AWS lists its keys. */
export function mappingContext(exchange: Exchange) {
  const {
    resourceId,
    resourcePath,
    httpMethod,
    extendedRequestId,
    requestTime,
    path,
    accountId,
    protocol,
    stage,
    domainPrefix,
    requestTimeEpoch,
    requestId,
    identity,
    domainName,
    deploymentId,
    apiId,
    ...more
  } = requestContext(exchange, exchange.method);
  return {
    resourceId,
    resourcePath,
    httpMethod,
    extendedRequestId,
    requestTime,
    path,
    accountId,
    protocol,
    requestOverride: { path: {}, header: {}, querystring: {} },
    stage,
    domainPrefix,
    requestTimeEpoch,
    requestId,
    identity,
    domainName,
    deploymentId,
    responseOverride: { header: {} },
    apiId,
    ...more,
  };
}
