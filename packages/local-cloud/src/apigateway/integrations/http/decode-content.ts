import { promisify } from 'node:util';
import { brotliDecompress, unzip } from 'node:zlib';
import type { IntegrationResult } from '../../exchange.ts';

const maxOutputLength = 10 * 1024 * 1024;
const decoders = new Map([
  ['br', promisify(brotliDecompress)],
  ['deflate', promisify(unzip)],
  ['gzip', promisify(unzip)],
  ['x-gzip', promisify(unzip)],
]);

/**
 * Decompresses a result, because its `Content-Encoding` does not reach the client. A body that is not in that encoding, or
 * would grow beyond 10 MB, stays as it is.
 */
export async function decodeContent(result: IntegrationResult): Promise<IntegrationResult> {
  const { headers, body } = result;
  const encoding = headers.find(([name]) => name.toLowerCase() === 'content-encoding')?.[1];
  const decode = decoders.get(encoding?.trim().toLowerCase() ?? '');
  if (!decode || body.length === 0) return result;
  try {
    return { ...result, body: await decode(body, { maxOutputLength }) };
  } catch {
    return result;
  }
}
