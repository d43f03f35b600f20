import { promisify } from 'node:util';
import { brotliDecompress, unzip } from 'node:zlib';

const maxOutputLength = 10 * 1024 * 1024;
const decoders = new Map([
  ['br', promisify(brotliDecompress)],
  ['deflate', promisify(unzip)],
  ['gzip', promisify(unzip)],
  ['x-gzip', promisify(unzip)],
]);

/**
 * The bytes behind a `Content-Encoding`, as the header itself never reaches the client. What is not in that encoding,
 * or would grow beyond 10 MB, stays as it is.
 */
export async function decodeContent(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  const decode = decoders.get(encoding?.trim().toLowerCase() ?? '');
  if (!decode || body.length === 0) return body;
  try {
    return await decode(body, { maxOutputLength });
  } catch {
    return body;
  }
}
