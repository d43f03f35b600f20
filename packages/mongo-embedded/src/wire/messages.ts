import { deserialize, serialize } from 'bson';
import { bsonOptions } from '../store/log.ts';
import { type Document, setField } from '../values/document.ts';
import { OP_MSG, OP_QUERY } from './frame-reader.ts';

// https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
/** Bits that a server must understand; any other of the lower 16 makes the message invalid. */
const KNOWN_FLAGS = CHECKSUM_PRESENT | MORE_TO_COME;

export interface Request {
  readonly id: number;
  readonly command: Document;
  /** The handshake of a driver that does not know the server yet, which expects the old reply. */
  readonly isLegacy: boolean;
  /** Set where the client expects no reply: an unacknowledged write. */
  readonly isSilent: boolean;
}

/** Reads a message. Throws for anything malformed. */
export function readRequest(message: Buffer): Request {
  const id = message.readInt32LE(4);
  if (message.readInt32LE(12) === OP_QUERY) return readQuery(id, message);
  const flags = message.readUInt32LE(16);
  if ((flags & 0xffff & ~KNOWN_FLAGS) !== 0) throw new Error(`Unknown flags ${flags}`);
  const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  let body: Document | undefined;
  const sequences: [string, Document[]][] = [];
  let offset = 20;
  while (offset < end) {
    const kind = message[offset++];
    const size = message.readInt32LE(offset);
    const next = offset + size;
    if (size < 5 || next > end) throw new Error('A section ends outside its message');
    const section = message.subarray(offset, next);
    if (kind === 0 && body === undefined) body = deserialize(section, bsonOptions);
    else if (kind === 1) sequences.push(readSequence(section));
    else throw new Error(`Unexpected section of kind ${kind}`);
    offset = next;
  }
  if (!body) throw new Error('A message without a command');
  for (const [name, documents] of sequences) setField(body, name, documents);
  return { id, command: body, isLegacy: false, isSilent: (flags & MORE_TO_COME) !== 0 };
}

/** A name and documents up to the end of the section. */
function readSequence(section: Buffer): [string, Document[]] {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw new Error('A sequence without a name');
  const documents: Document[] = [];
  for (let offset = nameEnd + 1; offset < section.length; ) {
    const size = section.readInt32LE(offset);
    if (size < 5 || offset + size > section.length) throw new Error('A document ends outside its sequence');
    documents.push(deserialize(section.subarray(offset, offset + size), bsonOptions));
    offset += size;
  }
  return [section.toString('utf8', 4, nameEnd), documents];
}

function readQuery(id: number, message: Buffer): Request {
  const nameEnd = message.indexOf(0, 20);
  const start = nameEnd + 9;
  if (nameEnd < 0 || start + 5 > message.length) throw new Error('A query without a document');
  const size = message.readInt32LE(start);
  const command = deserialize(message.subarray(start, start + size), bsonOptions);
  const [database = ''] = message.toString('utf8', 20, nameEnd).split('.');
  return { id, command: { ...command, $db: database }, isLegacy: true, isSilent: false };
}

const OP_REPLY = 1;

export function writeReply({ id, isLegacy }: Request, reply: Document): Buffer {
  const body = serialize(reply, { ignoreUndefined: true });
  // Flags, cursor id, first document and number of documents of OP_REPLY; flags and kind of section of OP_MSG.
  const prefix = isLegacy ? Buffer.concat([Buffer.alloc(16), int32(1)]) : Buffer.alloc(5);
  const length = 16 + prefix.length + body.length;
  return Buffer.concat([
    int32(length),
    int32(0),
    int32(id),
    int32(isLegacy ? OP_REPLY : OP_MSG),
    prefix,
    body,
  ]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}
