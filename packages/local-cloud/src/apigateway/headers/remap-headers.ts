import type { Header } from './header.ts';

/** The gateway writes these itself. `Trailer` would break the framing of the response. */
const remapped = new Set([
  'connection',
  'content-length',
  'date',
  'server',
  'trailer',
  'x-amz-apigw-id',
  'x-amzn-requestid',
]);

/** A back end's headers under the names that the client receives. `Transfer-Encoding` is removed. */
export function remapHeaders(headers: readonly Header[]): Header[] {
  const lines: Header[] = [];
  for (const header of headers) {
    const key = header[0].toLowerCase();
    if (remapped.has(key)) lines.push([`x-amzn-Remapped-${header[0]}`, header[1]]);
    else if (key !== 'transfer-encoding') lines.push(header);
  }
  return lines;
}
