import { mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyBudget } from './body-budget.ts';
import { receiveBody } from './receive-body.ts';

const megabyte = 1024 * 1024;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'receive-body-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A request whose body the test writes. */
function sending(headers: Record<string, string> = {}) {
  return Object.assign(new PassThrough(), { headers }) as PassThrough & IncomingMessage;
}

const receive = (request: IncomingMessage, maxBytes = 10 * megabyte, budget = 10 * megabyte) =>
  receiveBody(request, maxBytes, bodyBudget(budget)(), folder);
/** A body of which this many bytes are in a file. */
async function spooled(length: number) {
  const request = sending();
  const received = receive(request);
  request.write(Buffer.alloc(length));
  await expect.poll(() => readdir(folder)).toHaveLength(1);
  const [name = ''] = await readdir(folder);
  const file = path.join(folder, name);
  await expect.poll(async () => (await stat(file)).size).toBe(length);
  return { request, received, file };
}

const tooLarge = (max: number, received: number) =>
  expect.objectContaining({
    name: 'BodyTooLarge',
    message: `Expected a request body of at most ${max} bytes, received ${received} or more.`,
  });

describe('a request body', () => {
  it.each([0, 1, megabyte, megabyte + 1, 3 * megabyte + 7])('of %i bytes arrives whole', async (length) => {
    const sent = Buffer.from(Array.from({ length }, (_, index) => index % 251));
    const request = sending();
    const received = receive(request);
    for (let at = 0; at < length; at += 100_000) request.write(sent.subarray(at, at + 100_000));
    request.end();
    expect((await received).equals(sent)).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });

  it('in pieces arrives whole', async () => {
    const request = sending();
    const received = receive(request);
    for (const piece of ['first ', 'second']) {
      request.write(piece);
      await expect.poll(() => request.readableLength).toBe(0);
    }
    request.end();
    expect(String(await received)).toBe('first second');
  });

  it('over a megabyte waits in a file, which goes with a client that hangs up', async () => {
    const request = sending();
    const received = receive(request);
    request.write(Buffer.alloc(megabyte));
    expect(await readdir(folder)).toEqual([]);
    request.write(Buffer.alloc(1));
    await expect.poll(() => readdir(folder)).toHaveLength(1);
    request.destroy(new Error('gone'));
    await expect(received).rejects.toThrow('gone');
    expect(await readdir(folder)).toEqual([]);
  });

  it('of up to a megabyte needs no file', async () => {
    const [whole, more] = [sending(), sending()];
    const sent = Buffer.alloc(megabyte);
    whole.end(sent);
    const budget = bodyBudget(10 * megabyte);
    const missing = path.join(folder, 'missing');
    expect(await receiveBody(whole, 10 * megabyte, budget(), missing)).toBe(sent);
    more.end(Buffer.alloc(megabyte + 1));
    await expect(receiveBody(more, 10 * megabyte, budget(), missing)).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  it('is read from its file though somebody deletes it', async () => {
    const { request, received, file } = await spooled(2 * megabyte);
    await rm(file);
    request.end();
    expect(await received).toHaveLength(2 * megabyte);
  });

  it('fails where somebody cuts its file', async () => {
    const { request, received, file } = await spooled(2 * megabyte);
    await truncate(file, 10);
    request.end();
    await expect(received).rejects.toThrow(`Expected ${2 * megabyte} bytes in ${file}, found 10.`);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is refused by its announced length, and by what arrives', async () => {
    await expect(receive(sending({ 'content-length': '11' }), 10)).rejects.toEqual(tooLarge(10, 11));
    const request = sending();
    const received = receive(request, 10);
    request.write(Buffer.alloc(6));
    request.write(Buffer.alloc(6));
    await expect(received).rejects.toEqual(tooLarge(10, 12));
    // The response is still to be sent over the same connection.
    expect(request.destroyed).toBe(false);
    const exact = sending({ 'content-length': '10' });
    exact.end(Buffer.alloc(10));
    expect(await receive(exact, 10)).toHaveLength(10);
  });

  it('is refused where the bodies of all requests are too much', async () => {
    await expect(receive(sending({ 'content-length': '8' }), 10, 7)).rejects.toThrow('Try again');
    const request = sending();
    const received = receive(request, 10, 7);
    request.write(Buffer.alloc(8));
    await expect(received).rejects.toThrow('Expected at most 7 bytes of request bodies at once.');
  });
});
