import type { Header } from '../exchange.ts';

/** The gateway writes these itself; `Trailer` would break the framing of the answer. */
const remapped = new Set([
  'connection',
  'content-length',
  'date',
  'server',
  'trailer',
  'x-amz-apigw-id',
  'x-amzn-requestid',
]);

/** A back end's headers under the names in which they reach the client; `Transfer-Encoding` never does. */
export function remapHeaders(headers: readonly Header[]): Header[] {
  return headers
    .filter(([name]) => name.toLowerCase() !== 'transfer-encoding')
    .map(([name, value]) => [remapped.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name, value]);
}
