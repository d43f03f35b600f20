import { proxyEvent } from '../event/proxy-event.ts';
import type { Exchange } from '../exchange.ts';
import { methodArn } from './access-request.ts';

/** What the function of a TOKEN authorizer is asked. */
export function tokenEvent(exchange: Exchange, authorizationToken: string) {
  return { type: 'TOKEN', methodArn: methodArn(exchange), authorizationToken };
}

/** What the function of a REQUEST authorizer is asked: a proxy event without its body, with nothing null in it. */
export function requestEvent(exchange: Exchange) {
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
