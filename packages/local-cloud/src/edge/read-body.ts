import type { IncomingMessage } from 'node:http';

export class BodyTooLarge extends Error {
  constructor(maxBytes: number, received: number) {
    super(`Expected a request body of at most ${maxBytes} bytes, received ${received} or more.`);
    this.name = 'BodyTooLarge';
  }
}

/** The whole body. Rejects with `BodyTooLarge` as soon as the declared or the received length is over the limit. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maxBytes) throw new BodyTooLarge(maxBytes, declared);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > maxBytes) throw new BodyTooLarge(maxBytes, length);
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length);
}
