import type { Exchange, HttpResponse } from '../exchange.ts';
import type { Header } from '../headers/header.ts';
import { asksForFresh } from '../stage-cache/may-invalidate.ts';

// RFC 9111, section 5.5: 199 is any other warning, and a hyphen stands for a host that is not named.
const ignored: Header = [
  'Warning',
  '199 - "Cache-Control was ignored: the client may not invalidate the cache"',
];

/**
 * Responds from the stage's cache, or with what `respond` returns, which is kept. The client may ask for a fresh response
 * by `Cache-Control: max-age=0`.
 */
export async function cacheResponse(
  exchange: Exchange,
  respond: (exchange: Exchange) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const { stage, method, httpMethod, startedAt } = exchange;
  if (!stage.cache) return respond(exchange);
  const settings = stage.settingsOf(method.resourcePath, httpMethod);
  const { cachingEnabled, cacheTtlInSeconds, requireAuthorizationForCacheControl } = settings;
  if (!cachingEnabled || cacheTtlInSeconds === 0) return respond(exchange);

  const isAsked = asksForFresh(exchange);
  const refusal =
    isAsked && requireAuthorizationForCacheControl ? method.caching.refusal(exchange) : undefined;
  const strategy = settings.unauthorizedCacheControlHeaderStrategy;
  if (refusal && strategy === 'FAIL_WITH_403') throw refusal;

  const key = await method.caching.key(exchange);
  const cached = isAsked && !refusal ? undefined : stage.cache.get(key, startedAt);
  const response = cached ?? (await respond(exchange));
  if (!cached) stage.cache.set(key, response, bytesOf(response), startedAt + cacheTtlInSeconds * 1000);
  if (!refusal || strategy !== 'SUCCEED_WITH_RESPONSE_HEADER') return response;
  return { ...response, headers: [...response.headers, ignored] };
}

function bytesOf({ headers, body }: HttpResponse): number {
  let bytes = Buffer.byteLength(body);
  for (const [name, value] of headers) bytes += name.length + value.length;
  return bytes;
}
