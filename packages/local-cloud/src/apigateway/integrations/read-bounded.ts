import { configurationError } from '../gateway-responses/gateway-fault.ts';

const maxBodyBytes = 10 * 1024 * 1024;

/** Reads the whole response of a back end. One of more than 10 MB fails the call. */
export async function readBounded(parts: AsyncIterable<Buffer> | Iterable<string | Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const part of parts) {
    const chunk = Buffer.from(part);
    size += chunk.length;
    if (size > maxBodyBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function tooLarge() {
  return configurationError(
    new Error(`Integration response is larger than allowed maximum of ${maxBodyBytes} bytes.`),
  );
}
