import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { deserialize, serialize } from 'bson';
import { MongoError } from '../mongo-error.ts';
import type { Document } from '../values/document.ts';

/** Where changes are written before they are acknowledged. */
export interface Log {
  append(record: Document): void;
  close(): void;
}

/** Keeps nothing: the data ends with the process. */
export const noLog: Log = { append: () => {}, close: () => {} };

/** Each record: its length, the CRC-32 of these four bytes, the CRC-32 of the record, and the record in BSON. */
const headerBytes = 12;

/**
 * Opens the log in a folder and replays it. A last record that was cut off by the end of the process is removed;
 * any other damage is refused. `current` gives the records that make the same data, for a log that has grown.
 */
export function openLog(
  folder: string,
  replay: (record: Document) => void,
  current: () => Iterable<Document>,
): Log {
  const file = path.join(folder, 'data.log');
  const records = replayFile(file, replay);
  const needed = [...current()];
  if (records > 1000 && records > needed.length * 2) rewrite(file, needed);
  const handle = openSync(file, 'a');
  let size = readFileSync(file).length;

  return {
    append(record) {
      const bytes = encode(record);
      try {
        writeAll(handle, bytes);
        size += bytes.length;
      } catch (error) {
        // Half a record in the middle would be damage.
        ftruncateSync(handle, size);
        throw new MongoError(14031, `Cannot write ${file}: ${(error as Error).message}`);
      }
    },
    close: () => closeSync(handle),
  };
}

function replayFile(file: string, replay: (record: Document) => void): number {
  const handle = openSync(file, 'a+');
  try {
    const bytes = readFileSync(handle);
    let offset = 0;
    let count = 0;
    while (offset < bytes.length) {
      const end = endOfRecord(bytes, offset, file);
      if (end === undefined) break;
      replay(deserialize(bytes.subarray(offset + headerBytes, end), bsonOptions));
      offset = end;
      count++;
    }
    if (offset < bytes.length) ftruncateSync(handle, offset);
    return count;
  } finally {
    closeSync(handle);
  }
}

/** Undefined where the file ends within the record. */
function endOfRecord(bytes: Buffer, offset: number, file: string): number | undefined {
  const start = offset + headerBytes;
  if (start > bytes.length) return undefined;
  const isHeader = crc32(bytes.subarray(offset, offset + 4)) === bytes.readUInt32LE(offset + 4);
  if (!isHeader) throw damaged(file, offset);
  const end = start + bytes.readUInt32LE(offset);
  if (end > bytes.length) return undefined;
  if (crc32(bytes.subarray(start, end)) !== bytes.readUInt32LE(offset + 8)) throw damaged(file, offset);
  return end;
}

function damaged(file: string, offset: number): Error {
  return new Error(
    `Expected records with valid checksums in ${file}, found damage at byte ${offset}. Restore the file from a copy, or move it away to start without data.`,
  );
}

/** Through a temporary file and a rename: a process that ends meanwhile leaves the old file or the new one. */
function rewrite(file: string, records: readonly Document[]): void {
  const temporary = `${file}.new`;
  const handle = openSync(temporary, 'w');
  try {
    for (const record of records) writeAll(handle, encode(record));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
}

function encode(record: Document): Buffer {
  const body = serialize(record, { ignoreUndefined: true });
  const bytes = Buffer.allocUnsafe(headerBytes + body.length);
  bytes.writeUInt32LE(body.length, 0);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 4)), 4);
  bytes.writeUInt32LE(crc32(body), 8);
  bytes.set(body, headerBytes);
  return bytes;
}

function writeAll(handle: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
}

/** Values keep their BSON types: `Int32`, `Double`, `Long`. */
export const bsonOptions = { promoteValues: false, bsonRegExp: true, promoteBuffers: false } as const;
