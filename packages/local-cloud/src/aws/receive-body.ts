import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import type { Lease } from './body-budget.ts';

export class BodyTooLarge extends Error {
  constructor(maxBytes: number, received: number) {
    super(`Expected a request body of at most ${maxBytes} bytes, received ${received} or more.`);
    this.name = 'BodyTooLarge';
  }
}

/** What a slow client has sent so far waits on disk beyond this. */
const maxBytesInMemory = 1024 * 1024;

/**
 * The whole body. Rejects with `BodyTooLarge` as soon as the declared or the received length is over the limit, and
 * with `BudgetExceeded` when the bodies of all connections together are. `folder` takes what is too large for memory.
 */
export async function receiveBody(
  request: IncomingMessage,
  maxBytes: number,
  lease: Lease,
  folder: string,
): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maxBytes) throw new BodyTooLarge(maxBytes, declared);
  lease.expect(declared);
  const chunks: Buffer[] = [];
  let file: SpooledBody | undefined;
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      length += chunk.length;
      if (length > maxBytes) throw new BodyTooLarge(maxBytes, length);
      lease.take(chunk.length);
      if (!file && length > maxBytesInMemory) {
        file = await spoolInto(folder);
        for (const earlier of chunks.splice(0)) await file.write(earlier);
      }
      if (file) await file.write(chunk);
      else chunks.push(chunk);
    }
    if (file) return await file.read(length);
    return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length);
  } finally {
    await file?.remove();
  }
}

interface SpooledBody {
  write(chunk: Buffer): Promise<void>;
  read(length: number): Promise<Buffer>;
  remove(): Promise<void>;
}

async function spoolInto(folder: string): Promise<SpooledBody> {
  const name = path.join(folder, `body-${randomUUID()}`);
  const file: FileHandle = await open(name, 'wx+', 0o600);
  return {
    write: async (chunk) => void (await file.appendFile(chunk)),
    async read(length) {
      const body = Buffer.allocUnsafeSlow(length);
      for (let offset = 0; offset < length; ) {
        const { bytesRead } = await file.read(body, offset, length - offset, offset);
        if (bytesRead === 0) throw new Error(`Expected ${length} bytes in ${name}, found ${offset}.`);
        offset += bytesRead;
      }
      return body;
    },
    async remove() {
      await file.close();
      await rm(name, { force: true });
    },
  };
}

export function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
