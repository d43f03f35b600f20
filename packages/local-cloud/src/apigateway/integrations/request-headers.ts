import type { Exchange } from '../exchange.ts';
import type { Header } from '../headers/header.ts';
import type { RequestParameters } from '../mapping/request-parameters.ts';
import { carriesBody } from './request-method.ts';

/** What the gateway tells of itself. */
export function gatewayHeaders({ apiId, trace }: Exchange): Header[] {
  return [
    ['X-Amzn-Apigateway-Api-Id', apiId],
    ['X-Amzn-Trace-Id', trace.received],
  ];
}

/** What a back end gets that no client header is forwarded to. */
export function ownHeaders(exchange: Exchange): Header[] {
  return [['User-Agent', userAgent(exchange)], ...gatewayHeaders(exchange), ['Accept', 'application/json']];
}

/** Of a body the back end is told the type. */
export function forwardedType({ httpMethod, headers }: Exchange): Header[] {
  return carriesBody(httpMethod) ? [['Content-Type', headers['content-type'] ?? 'application/json']] : [];
}

export function userAgent({ apiId }: Exchange): string {
  return `AmazonAPIGateway_${apiId}`;
}

/** Mapped headers stand in place of those of the same names. */
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
