import { describe, expect, it } from 'vitest';
import { put, request } from './request.ts';

async function bytesOf(id: string): Promise<Buffer> {
  const response = await request('GET', id);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

describe('a resource', () => {
  it('is put, read, replaced and deleted', async () => {
    await put('lifetime', 'first');
    await put('lifetime', 'second');
    const response = await request('GET', 'lifetime');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toBe('second');
    expect((await request('DELETE', 'lifetime')).status).toBe(200);
    expect((await request('GET', 'lifetime')).status).toBe(404);
  });

  it('that was never put is not found, and can be deleted', async () => {
    const response = await request('GET', 'unknown');
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      code: 'NotFound',
      message: 'There is no resource of this id',
      requestId: response.headers.get('x-amzn-requestid'),
    });
    expect((await request('DELETE', 'unknown')).status).toBe(200);
  });
});

describe('a body', () => {
  it.each([
    ['nothing', ''],
    ['emoji', '👩‍👩‍👧‍👦 🏳️‍🌈'],
    ['right-to-left text and its marks', '\u202Eשלום\u202C \u200Fمرحبا'],
    ['two spellings of one letter', '\u00E9 e\u0301'],
    ['control characters', '\u0000\u0001\t\u001B\u007F\u2028'],
    ['a byte order mark and both line ends', '\uFEFFa\r\nb\n'],
    ['JSON, spaces and all', '{ "b": 1.0,\n  "a": "\\u00e9" }'],
    ['a page', '<script>alert(1)</script>'],
  ])('comes back byte for byte: %s', async (name, body) => {
    await put(name, body);
    expect(await bytesOf(name)).toEqual(Buffer.from(body));
  });

  it.each([
    ['a byte that never stands in UTF-8', [0x61, 0xff]],
    ['a character that is cut off', [0xe2, 0x82]],
    ['half of a surrogate pair', [0xed, 0xa0, 0x80]],
  ])('is refused if it is not UTF-8: %s', async (_what, bytes) => {
    const response = await request('PUT', 'bytes', { body: Buffer.from(bytes) });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      message: 'Expected a body of UTF-8 text, received other bytes',
    });
    expect((await request('GET', 'bytes')).status).toBe(404);
  });

  // An item holds 409,600 bytes; its id takes 5 of them, its entity tag 45, the names of its attributes 10.
  const longest = 409_600 - 60;

  it('fills an item to the last byte', async () => {
    const body = 'é'.repeat(longest / 2);
    await put('whole', body);
    expect((await bytesOf('whole')).equals(Buffer.from(body))).toBe(true);
  });

  it('of one byte more is refused with 413', async () => {
    const response = await request('PUT', 'extra', { body: 'x'.repeat(longest + 1) });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      message: `Expected a body of at most ${longest} bytes, received ${longest + 1} bytes`,
    });
    expect((await request('GET', 'extra')).status).toBe(404);
  });
});

describe('an id', () => {
  it.each(['a/b', 'a b', 'a+b', '100%', '%2F', '?x=1#y', ';=,@', '"quoted"', '🙂', 'שלום', '\u0000\n'])(
    'may be %j',
    async (id) => {
      await put(id, `the text of ${id}`);
      expect((await bytesOf(id)).toString()).toBe(`the text of ${id}`);
    },
  );

  it('is compared by code points, without normalization', async () => {
    await put('caf\u00E9', 'composed');
    expect((await request('GET', 'cafe\u0301')).status).toBe(404);
  });

  it.each([
    ['letters', 'k'.repeat(2_048)],
    ['emoji', '🙂'.repeat(512)],
  ])('has room for 2,048 bytes of %s', async (_, id) => {
    await put(id, 'long');
    expect((await bytesOf(id)).toString()).toBe('long');
  });

  it.each(['GET', 'PUT', 'DELETE'])('of 2,049 bytes is refused by %s', async (method) => {
    const response = await request(method, 'k'.repeat(2_049));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      message: 'Expected 1 to 2048 bytes for path parameter resourceId, received 2049',
    });
  });
});
