import { proxyEvent } from '../event/proxy-event.ts';
import type { Exchange } from '../exchange.ts';
import type { ApiAuthorizer } from '../model.ts';
import { unauthorized } from './access-denied.ts';
import { methodArn } from './access-request.ts';
import { compileIdentitySources } from './identity-sources.ts';
import { compileTokenPattern } from './token-pattern.ts';

/** The event of an authorizer function, and the identity that must be equal for its cached result to apply to another call. */
export interface AuthorizerRequest {
  readonly identity: readonly unknown[];
  readonly event: () => object;
}

/** Makes the request to the authorizer for a call. Throws 401 where the caller does not say who it is; then no function is invoked. */
export function compileAuthorizerRequest(
  authorizer: ApiAuthorizer,
): (exchange: Exchange) => AuthorizerRequest {
  const identify = compileIdentitySources(authorizer.identitySource);
  if (authorizer.type === 'REQUEST') {
    return (exchange) => {
      const identity = identify(exchange);
      if (!identity) throw unauthorized();
      return { identity, event: () => requestEvent(exchange) };
    };
  }
  const isAcceptable = compileTokenPattern(authorizer.identityValidationExpression);
  return (exchange) => {
    const token = identify(exchange)?.[0]?.at(-1);
    if (!token || !isAcceptable(token)) throw unauthorized();
    return { identity: [token], event: () => tokenEvent(exchange, token) };
  };
}

/** The event of a TOKEN authorizer's function. */
function tokenEvent(exchange: Exchange, authorizationToken: string) {
  return { type: 'TOKEN', methodArn: methodArn(exchange), authorizationToken };
}

/** The event of a REQUEST authorizer's function: a proxy event without the body, with empty maps instead of null. */
function requestEvent(exchange: Exchange) {
  const { body: _body, isBase64Encoded: _is, ...event } = proxyEvent({ ...exchange, body: Buffer.alloc(0) });
  return {
    type: 'REQUEST',
    methodArn: methodArn(exchange),
    ...event,
    queryStringParameters: event.queryStringParameters ?? {},
    multiValueQueryStringParameters: event.multiValueQueryStringParameters ?? {},
    pathParameters: event.pathParameters ?? {},
    stageVariables: event.stageVariables ?? {},
  };
}
