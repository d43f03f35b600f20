import type { IntegrationRequest } from '../../exchange.ts';
import type { Header } from '../../headers/header.ts';
import type { RequestParameters } from '../../mapping/request-parameters.ts';
import type { Content } from '../content-handling.ts';
import { withMapped } from '../request-headers.ts';
import { carriesBody } from '../request-method.ts';

/** These never reach an HTTP back end, not even mapped. */
const dropped = new Set(['connection', 'expect', 'proxy-authenticate', 'te', 'via']);

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

/** Node announces trailers only of a body in chunks. */
function framing(httpMethod: string, body: Content, mapped: RequestParameters['header']): Header[] {
  if ([...mapped.keys()].some((name) => name.toLowerCase() === 'trailer'))
    return [['Transfer-Encoding', 'chunked']];
  return carriesBody(httpMethod) ? [['Content-Length', String(Buffer.byteLength(body))]] : [];
}
