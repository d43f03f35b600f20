import { once } from 'node:events';
import { connect } from 'node:net';
import { serialize } from 'bson';
import mongoose from 'mongoose';
import { expect, inject, it } from 'vitest';

const { port } = new URL(process.env.MONGODB_URI ? 'mongodb://127.0.0.1:0' : inject('mongoUri'));

/** What the server sends until it ends the connection. */
async function sent(...chunks: Buffer[]): Promise<string> {
  const socket = connect(Number(port), '127.0.0.1');
  let received = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    received += text;
  });
  socket.on('error', () => {});
  for (const chunk of chunks) socket.write(chunk);
  await once(socket, 'close');
  return received;
}

function message(body: Buffer, { code = 2013, length = 16 + body.length } = {}): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(length, 0);
  header.writeInt32LE(code, 12);
  return Buffer.concat([header, body]);
}

const ping = Buffer.from(serialize({ ping: 1, $db: 'test' }));
const flags = (value: number) => Buffer.from([value, 0, 0, 0]);

it.each<[string, Buffer]>([
  ['a web page', Buffer.from('POST / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
  ['more than 48 MB', message(Buffer.alloc(0), { length: 48_000_001 })],
  ['a negative length', message(Buffer.alloc(0), { length: -1 })],
  ['a length that ends in the header', message(Buffer.alloc(0), { length: 16 })],
  ['an unknown code', message(Buffer.alloc(8), { code: 2010 })],
  ['unknown flags', message(Buffer.concat([flags(4), Buffer.from([0]), ping]))],
  ['no section', message(flags(0))],
  ['an unknown kind of section', message(Buffer.concat([flags(0), Buffer.from([9]), ping]))],
  ['a document that is cut off', message(Buffer.concat([flags(0), Buffer.from([0]), ping.subarray(0, -4)]))],
  ['two commands', message(Buffer.concat([flags(0), Buffer.from([0]), ping, Buffer.from([0]), ping]))],
  ['a query without a document', message(Buffer.alloc(12), { code: 2004 })],
  ['bytes that are no BSON', message(Buffer.concat([flags(0), Buffer.from([0, 9, 0, 0, 0, 77, 77, 77, 0])]))],
])('ends a connection that sends %s, and serves the others', async (_, bytes) => {
  expect(await sent(bytes)).toBe('');
  const connection = await mongoose.createConnection(inject('mongoUri')).asPromise();
  expect(await connection.db?.admin().ping()).toMatchObject({ ok: 1 });
  await connection.close();
});

it('reads a message byte by byte, and two at once', async () => {
  const one = message(Buffer.concat([flags(0), Buffer.from([0]), ping]));
  const bytes = Array.from(one, (byte) => Buffer.from([byte]));
  const received = await sent(...bytes, Buffer.concat([one, one]), Buffer.from('GET / HTTP/1.1\r\n\r\n'));
  expect(received.match(/ok/g)).toHaveLength(3);
});

it('refuses documents nested without end, and goes on', async () => {
  const connection = await mongoose.createConnection(inject('mongoUri')).asPromise();
  const collection = connection.collection('nested');
  const nested = (depth: number) => {
    let value: object = {};
    for (let level = 0; level < depth; level++) value = { a: value };
    return value;
  };
  await collection.insertOne(nested(99));
  await expect(collection.insertOne(nested(2000))).rejects.toMatchObject({ code: 15 });
  expect(await collection.countDocuments()).toBe(1);
  await connection.dropDatabase();
  await connection.close();
});
