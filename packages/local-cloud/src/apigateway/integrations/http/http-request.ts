import type { Exchange, Header } from '../../exchange.ts';
import type { RequestParameters } from '../../mapping/request-parameters.ts';
import type { Content } from '../content-handling.ts';
import type { IntegrationRequest } from '../integration.ts';

/** These never reach an HTTP back end, not even mapped. */
const dropped = new Set(['connection', 'expect', 'proxy-authenticate', 'te', 'via']);
const bodiless = ['GET', 'HEAD', 'OPTIONS'];

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

export function carriesBody(httpMethod: string): boolean {
  return !bodiless.includes(httpMethod);
}

/** A request as it goes over the wire: with its mapped headers, and framed. */
export function httpRequestOf(
  httpMethod: string,
  address: { readonly uri: string; readonly host: string },
  headers: readonly Header[],
  { header: mapped }: RequestParameters,
  content: Content,
): IntegrationRequest {
  const body = carriesBody(httpMethod) ? content : '';
  const sent = withMapped([['Host', address.host], ...headers], mapped).filter(
    ([name]) => !dropped.has(name.toLowerCase()),
  );
  return {
    httpMethod,
    uri: address.uri,
    headers: [...sent, ...framing(httpMethod, body, mapped)],
    body,
  };
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

/** Node announces trailers only of a body in chunks. */
function framing(httpMethod: string, body: Content, mapped: RequestParameters['header']): Header[] {
  if ([...mapped.keys()].some((name) => name.toLowerCase() === 'trailer'))
    return [['Transfer-Encoding', 'chunked']];
  return carriesBody(httpMethod) ? [['Content-Length', String(Buffer.byteLength(body))]] : [];
}
