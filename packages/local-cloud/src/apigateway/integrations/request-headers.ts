import type { Exchange } from '../exchange.ts';
import type { Header } from '../headers/header.ts';
import type { RequestParameters } from '../mapping/request-parameters.ts';
import { carriesBody } from './request-method.ts';

/** The headers that the gateway adds to every request to an HTTP back end. */
export function gatewayHeaders({ apiId, trace }: Exchange): Header[] {
  return [
    ['X-Amzn-Apigateway-Api-Id', apiId],
    ['X-Amzn-Trace-Id', trace.received],
  ];
}

/** The headers for a back end to which no client header is forwarded. */
export function ownHeaders(exchange: Exchange): Header[] {
  return [['User-Agent', userAgent(exchange)], ...gatewayHeaders(exchange), ['Accept', 'application/json']];
}

/** The Content-Type, for methods that have a body. */
export function forwardedType({ httpMethod, headers }: Exchange): Header[] {
  return carriesBody(httpMethod) ? [['Content-Type', headers['content-type'] ?? 'application/json']] : [];
}

export function userAgent({ apiId }: Exchange): string {
  return `AmazonAPIGateway_${apiId}`;
}

/** Replaces headers by mapped ones of the same names. */
export function withMapped(
  headers: readonly Header[],
  mapped: RequestParameters['header'],
): readonly Header[] {
  if (mapped.size === 0) return headers;
  const names = new Set([...mapped.keys()].map((name) => name.toLowerCase()));
  return [
    ...headers.filter(([name]) => !names.has(name.toLowerCase())),
    ...[...mapped].flatMap(([name, values]) => values.map((value): Header => [name, value])),
  ];
}
