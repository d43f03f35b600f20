import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Cors } from '@aws-sdk/client-lambda';

export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  );
}

/** What the settings of a URL say to the page of this origin; nothing to a page that they do not name. */
export function corsHeaders(cors: Cors | undefined, { origin }: IncomingHttpHeaders): Record<string, string> {
  const { AllowOrigins = [], AllowCredentials = false, ExposeHeaders = [] } = cors ?? {};
  if (origin === undefined || !AllowOrigins.some((pattern) => allowsOrigin(pattern, origin))) return {};
  // With credentials a browser accepts no wildcard.
  const isAny = AllowOrigins.includes('*') && !AllowCredentials;
  return {
    'access-control-allow-origin': isAny ? '*' : origin,
    ...(!isAny && { vary: 'Origin' }),
    ...(AllowCredentials && { 'access-control-allow-credentials': 'true' }),
    ...(ExposeHeaders.length > 0 && { 'access-control-expose-headers': ExposeHeaders.join(',') }),
  };
}

/** The response to a preflight, which never reaches the function. */
export function preflightHeaders(cors: Cors, headers: IncomingHttpHeaders): Record<string, string> {
  const { 'access-control-expose-headers': _ofResponses, ...common } = corsHeaders(cors, headers);
  if (Object.keys(common).length === 0) return {};
  const { AllowMethods = [], AllowHeaders = [], MaxAge } = cors;
  return {
    ...common,
    ...(AllowMethods.length > 0 && { 'access-control-allow-methods': AllowMethods.join(',') }),
    ...(AllowHeaders.length > 0 && { 'access-control-allow-headers': AllowHeaders.join(',') }),
    ...(MaxAge !== undefined && { 'access-control-max-age': String(MaxAge) }),
  };
}

/** `*`, an origin, or a scheme with any host: `http://*`. */
function allowsOrigin(pattern: string, origin: string): boolean {
  if (pattern === '*') return true;
  if (pattern.endsWith('://*')) return origin.startsWith(pattern.slice(0, -1));
  return pattern.toLowerCase() === origin.toLowerCase();
}
