import type { Signature } from './signature.ts';

/** The request as it came off the wire: nothing decoded, nothing normalised. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly rawQuery: string;
  /** Values by lower-case name, in order. */
  readonly headers: NodeJS.Dict<string[]>;
}

/** The text whose hash is signed. `payloadHash` is the hex SHA-256 of the body, or what stands for it. */
export function canonicalRequest(
  request: SignedRequest,
  signature: Signature,
  payloadHash: string,
  path: string,
): string {
  const headers = signature.signedHeaders.map((name) => `${name}:${headerValue(request.headers[name])}\n`);
  return [
    request.method,
    path,
    canonicalQuery(request.rawQuery),
    headers.join(''),
    signature.signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

/**
 * The paths a signer may have signed. S3 signs the path as it is sent. The other services sign it encoded once
 * more; most signers remove empty and dot segments before, some do not.
 */
export function canonicalPaths(service: string, path: string): readonly string[] {
  if (service === 's3') return [path];
  return [...new Set([encodePath(normalise(path)), encodePath(path)])];
}

function encodePath(path: string): string {
  return path.split('/').map(encodeStrictly).join('/');
}

function normalise(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const end = path.endsWith('/') && kept.length > 0 ? '/' : '';
  return `/${kept.join('/')}${end}`;
}

function canonicalQuery(rawQuery: string): string {
  const pairs = rawQuery
    .split('&')
    .filter((pair) => pair !== '' && !pair.startsWith('X-Amz-Signature='))
    .map((pair) => {
      const [name, ...value] = pair.split('=') as [string, ...string[]];
      return [recode(name), recode(value.join('='))] as const;
    });
  const ordered = pairs.sort(([a, av], [b, bv]) => compare(a, b) || compare(av, bv));
  return ordered.map(([name, value]) => `${name}=${value}`).join('&');
}

function recode(text: string): string {
  try {
    return encodeStrictly(decodeURIComponent(text));
  } catch {
    return encodeStrictly(text);
  }
}

/** RFC 3986: everything but letters, digits and `-._~` is percent-encoded. */
function encodeStrictly(text: string): string {
  const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, percent);
}

function headerValue(values: readonly string[] | undefined): string {
  return (values ?? []).map((value) => value.trim().replace(/\s+/g, ' ')).join(',');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
