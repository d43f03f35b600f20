import { randomUUID } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ServiceError } from '../../aws/service-error.ts';

/** The bytes of an object or part: small ones in memory, others in files. Copies and ranges share them. */
export interface StoredBody {
  readonly length: number;
  readonly pieces: readonly Piece[];
}

interface Piece {
  /** Where the piece begins in its source. */
  readonly start: number;
  readonly length: number;
  readonly source: Buffer | StoredFile;
}

interface StoredFile {
  readonly path: string;
  /** Objects, parts and responses that use it; the file is removed after the last. */
  uses: number;
}

const maxBytesInMemory = 1024 * 1024;

/**
 * Stores bytes for one user, which ends its use with `releaseBody`. `folder` is made when it is first needed; without
 * one all bytes stay in memory.
 */
export async function storeBody(bytes: Buffer, folder: string | undefined): Promise<StoredBody> {
  const { length } = bytes;
  if (length <= maxBytesInMemory || folder === undefined)
    return bodyOf([{ start: 0, length, source: bytes }]);
  const source = { path: join(folder, randomUUID()), uses: 1 };
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(source.path, bytes, { mode: 0o600 });
  } catch (error) {
    await rm(source.path, { force: true }).catch(() => {});
    throw new ServiceError('InternalError', `The body cannot be stored: ${(error as Error).message}`, 500);
  }
  return bodyOf([{ start: 0, length, source }]);
}

export function retainBody(body: StoredBody): void {
  for (const { source } of body.pieces) if (!Buffer.isBuffer(source)) source.uses += 1;
}

export function releaseBody(body: StoredBody): void {
  for (const { source } of body.pieces) {
    if (Buffer.isBuffer(source)) continue;
    source.uses -= 1;
    if (source.uses === 0) void rm(source.path, { force: true });
  }
}

/** The bodies one after the other, as a multipart upload is completed. */
export function joinBodies(bodies: readonly StoredBody[]): StoredBody {
  return bodyOf(bodies.flatMap(({ pieces }) => pieces));
}

/** The bytes from the first to the last, both included. */
export function sliceBody(body: StoredBody, first: number, last: number): StoredBody {
  const pieces: Piece[] = [];
  let offset = 0;
  for (const piece of body.pieces) {
    const [from, to] = [Math.max(first - offset, 0), Math.min(last + 1 - offset, piece.length)];
    if (from < to) pieces.push({ ...piece, start: piece.start + from, length: to - from });
    offset += piece.length;
  }
  return bodyOf(pieces);
}

/** All bytes at once. */
export function readBody({ pieces }: StoredBody): Buffer {
  const [only, ...others] = pieces.map(({ start, length, source }) =>
    (Buffer.isBuffer(source) ? source : readFileSync(source.path)).subarray(start, start + length),
  );
  return only && others.length === 0 ? only : Buffer.concat(only ? [only, ...others] : []);
}

/** What a response is sent from: small bodies as they are, others piece by piece. */
export function bodyToSend(body: StoredBody): Buffer | Readable {
  if (body.pieces.every(({ source }) => Buffer.isBuffer(source))) return readBody(body);
  // The object may be deleted while its bytes are on their way.
  retainBody(body);
  return Readable.from(chunksOf(body), { objectMode: false }).once('close', () => releaseBody(body));
}

/** The bytes in chunks of at most 1 MB, with a turn of the event loop between them. */
export async function* chunksOf({ pieces }: StoredBody): AsyncGenerator<Buffer> {
  for (const { start, length, source } of pieces) {
    if (!Buffer.isBuffer(source)) {
      const range = { start, end: start + length - 1, highWaterMark: maxBytesInMemory };
      if (length > 0) yield* createReadStream(source.path, range);
      continue;
    }
    for (let at = 0; at < length; at += maxBytesInMemory) {
      if (at > 0) await nextTurn();
      yield source.subarray(start + at, start + Math.min(at + maxBytesInMemory, length));
    }
  }
}

function bodyOf(pieces: readonly Piece[]): StoredBody {
  return { pieces, length: pieces.reduce((sum, { length }) => sum + length, 0) };
}
