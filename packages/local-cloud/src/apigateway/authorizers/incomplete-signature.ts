import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What AWS misses in an `Authorization` header that is no signature; `undefined` where nothing is missing. */
export function incompleteSignature({ authorization, ...headers }: IncomingHttpHeaders): string | undefined {
  if (authorization === undefined) return undefined;
  const hashed = '(hashed with SHA-256 and encoded with Base64)';
  const hash = createHash('sha256').update(authorization).digest('base64');
  const [, ...pairs] = authorization.split(/[\s,]+/).filter((part) => part !== '');
  if (pairs.some((pair) => !pair.includes('='))) {
    return `Invalid key=value pair (missing equal-sign) in Authorization header ${hashed}: '${hash}'.`;
  }
  const names = new Set(pairs.map((pair) => pair.split('=', 1)[0]));
  const missing = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => !names.has(name))
    .map((name) => `Authorization header requires '${name}' parameter.`);
  if (headers['x-amz-date'] === undefined && headers.date === undefined) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  if (missing.length === 0) return undefined;
  return `${missing.join(' ')} (Hashed with SHA-256 and encoded with Base64) Authorization=${hash}`;
}
