import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isLocalOrigin } from './local-names.ts';

/**
 * What a request says about the web page that sent it: `program` for no page at all, or a URL that the user typed;
 * `own` for a page of this cloud; `local` for any other page of this machine; `foreign` for the rest of the web.
 */
export type Sender = 'program' | 'own' | 'local' | 'foreign';

export interface TrustedPages {
  /** The secret that the cloud's own pages are served with. */
  readonly token: string;
  /** Origins elsewhere that count as pages of this machine. */
  readonly allowedOrigins: ReadonlySet<string>;
}

/** The part of a request that says who sent it. */
export interface Head {
  readonly method?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** The header in which the cloud's own pages send their token. */
const tokenHeader = 'x-local-cloud-token';

/**
 * Judged by `Origin` and `Sec-Fetch-Site`, which no page can forge; programs send neither. Not by `Sec-Fetch-Mode`,
 * which Node's fetch sends too. Requests that carry no `Origin` (navigations, images, scripts) are judged by their
 * `Referer`: a page can leave it out but not forge it.
 */
export function senderOf({ method, headers }: Head, trusted: TrustedPages): Sender {
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  // Browsers send an origin with everything but GET and HEAD.
  const referer = isReading(method) ? headers.referer : undefined;
  if (origin === undefined && site === undefined && referer === undefined) return 'program';
  if (site === 'same-origin' && isToken(headers[tokenHeader], trusted.token)) return 'own';
  const isLocal = (candidate: string) => isLocalOrigin(candidate) || trusted.allowedOrigins.has(candidate);
  if (origin !== undefined)
    return isLocal(origin) || isSameOrigin(origin, headers.host) ? 'local' : 'foreign';
  if (site === 'none') return 'program';
  if (site === 'same-origin' || site === 'same-site') return 'local';
  return isLocal(String(URL.parse(String(referer))?.origin)) ? 'local' : 'foreign';
}

/** Whether a browser asks for a page to show: somebody followed a link, or typed a URL. */
export function isNavigation({ method, headers }: Head): boolean {
  if (!isReading(method) || headers.origin !== undefined) return false;
  // Browsers send it wherever they send Sec-Fetch-Site: to every name of this machine but those of localstack.cloud.
  return (headers['sec-fetch-dest'] ?? 'document') === 'document';
}

function isReading(method: string | undefined): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** A deployed API's own page, under a name that is not only this machine's. */
function isSameOrigin(origin: string, host: string | undefined): boolean {
  if (host === undefined) return false;
  return ['http', 'https'].some((scheme) => `${scheme}://${host.toLowerCase()}` === origin.toLowerCase());
}

function isToken(given: string | string[] | undefined, token: string): boolean {
  const [a, b] = [Buffer.from(String(given)), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
