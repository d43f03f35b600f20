import { request } from 'node:http';
import { describe, expect, inject, it } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';

const { url } = inject('sample');

/** The smallest PNG there is: bytes that are not UTF-8. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

interface Shown {
  readonly method: string;
  readonly path: string;
  readonly pathParameters: Record<string, string>;
  readonly query: Record<string, string[]> | null;
  readonly headers: Record<string, string[]>;
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
}

const shown = async (path: string, init?: RequestInit) =>
  (await (await fetch(`${url}${path}`, init)).json()) as Shown;

/** Sends a path as it stands, where `fetch` would tidy it up, and headers more than once. */
function sendRaw(path: string, headers: Record<string, string | string[]> = {}): Promise<Shown> {
  const { hostname, port, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, path: `${pathname}${path}`, headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Shown);
    });
    call.on('error', reject).end();
  });
}

describe('a Lambda proxy behind a greedy path', () => {
  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('hands %s over with its whole path', async (method) => {
    const { pathParameters, ...rest } = await shown('/store/a/b/c', { method });
    expect(rest).toMatchObject({ method, path: '/store/a/b/c', body: null });
    expect(pathParameters).toEqual({ proxy: 'a/b/c' });
  });

  it('keeps encoded paths as they came, and every value of a repeated key', async () => {
    const { path, query } = await shown('/store/a%2Fb/c%20d?price=10&price=20&empty=');
    expect(path).toBe('/store/a%2Fb/c%20d');
    expect(query).toEqual({ price: ['10', '20'], empty: [''] });
  });

  it('keeps inner slashes and dots, which a gateway has no business to tidy up', async () => {
    expect((await sendRaw('/store/a//b/../c')).pathParameters).toEqual({ proxy: 'a//b/../c' });
  });

  it('shows every value of a repeated header, and where the client came from', async () => {
    const { headers } = await sendRaw('/store/x', { 'X-Tag': ['one', 'two'] });
    expect(headers).toMatchObject({ 'X-Tag': ['one', 'two'], 'X-Forwarded-For': [expect.any(String)] });
  });

  it('carries bytes both ways when both sides name a binary type', async () => {
    const headers = { 'content-type': 'image/png', accept: 'image/png' };
    const response = await fetch(`${url}/store/echo`, { method: 'POST', body: png, headers });
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(png);
  });

  it('gives base64 to a client that does not ask for the binary type', async () => {
    const headers = { 'content-type': 'image/png', accept: 'text/plain' };
    const response = await fetch(`${url}/store/echo`, { method: 'POST', body: png, headers });
    expect(await response.text()).toBe(png.toString('base64'));
  });

  it('does not match the path above the greedy part', async () => {
    expect((await fetch(`${url}/store`)).status).toBe(403);
  });
});

describe('an HTTP proxy', () => {
  it('forwards method, path, query and headers, and says which API it is', async () => {
    const { headers, ...rest } = await shown('/http/a/b?x=1&x=2', {
      method: 'PUT',
      headers: { 'x-tag': 'one' },
    });
    expect(rest).toMatchObject({ method: 'PUT', path: '/a/b', query: { x: ['1', '2'] } });
    expect(headers).toMatchObject({ 'x-tag': ['one'], 'X-Amzn-Apigateway-Api-Id': [expect.any(String)] });
  });

  it("returns the upstream's response, and renames the headers it needs itself", async () => {
    const response = await fetch(`${url}/http/anything`);
    expect(response.headers.get('x-upstream')).toBe('yes');
    expect(response.headers.get('x-amzn-remapped-server')).toBe('upstream/1');
  });

  it.each([404, 503])('passes the upstream status %i on with its body', async (status) => {
    const response = await fetch(`${url}/http/status/${status}`);
    expect([response.status, await response.text()]).toEqual([status, `status ${status}`]);
  });

  it('responds 504 by itself when the upstream exceeds its time limit', async () => {
    const response = await fetch(`${url}/http/slow`);
    expect(response.status).toBe(504);
    expect(await response.json()).toEqual({ message: 'Endpoint request timed out' });
  });

  it.each(['image/png', 'application/octet-stream'])('carries bytes of %s both ways', async (type) => {
    const headers = { 'content-type': type, accept: type };
    const response = await fetch(`${url}/http/echo`, { method: 'POST', body: png, headers });
    expect(response.headers.get('content-type')).toBe(type);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(png);
  });

  it('forwards encoded paths as they came, and every value of a repeated header', async () => {
    const { path, headers } = await sendRaw('/http/a%2Fb/c%20d+e', { 'X-Tag': ['one', 'two'] });
    expect(path).toBe('/a%2Fb/c%20d+e');
    expect(headers).toMatchObject({ 'X-Tag': ['one', 'two'] });
  });
});

describe('the same, modelled', () => {
  const modelled = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${url}/modelled${path}`, init);
    return { status: response.status, body: (await response.json()) as unknown };
  };

  it('passes on only what its templates name', async () => {
    const { status, body } = await modelled('/items/a%22b%20it%27s?price=10&other=1', {
      headers: { 'x-tag': 'one' },
    });
    expect(status).toBe(200);
    expect(body).toEqual({ operation: 'read', item: 'a"b it\'s', prices: ['10'] });
  });

  it('sees the last value of a repeated key alone', async () => {
    expect((await modelled('/items/x?price=10&price=20')).body).toMatchObject({ prices: ['20'] });
  });

  it('accepts nothing but JSON', async () => {
    const put = (type: string, body: string) =>
      modelled('/items/x', { method: 'PUT', headers: { 'content-type': type }, body });
    expect((await put('application/json', '{"a":[1]}')).body).toMatchObject({
      operation: 'write',
      body: { a: [1] },
    });
    expect(await put('text/plain', 'hello')).toEqual({
      status: 415,
      body: { message: 'Unsupported Media Type' },
    });
  });

  it.each(['{"a":', 'hello', '[1]'])('refuses the body %j, which is not a JSON object', async (body) => {
    const headers = { 'content-type': 'application/json' };
    expect(await modelled('/items/x', { method: 'PUT', headers, body })).toEqual({
      status: 400,
      body: { message: 'Invalid request body' },
    });
  });

  it.each([
    ['a+b', 'a+b'],
    ['a%2Bb%20c', 'a+b c'],
    ['100%25', '100%'],
    ['100%', '100%'],
    ['%zz%e2%82%ac', '%zz€'],
  ])('passes on the item of the path %s as %s', async (path, item) => {
    const read = (await sendRaw(`/modelled/items/${path}`)) as unknown;
    expect(read).toEqual({ operation: 'read', item, prices: [''] });
  });

  it('maps an error to its status by the message', async () => {
    expect(await modelled('/items/nothing')).toEqual({
      status: 404,
      body: { message: 'There is no such item' },
    });
  });

  it('responds only to methods and paths that are declared', async () => {
    expect((await modelled('/items/x', { method: 'DELETE' })).status).toBe(403);
    expect((await modelled('/items/x/y')).status).toBe(403);
  });
});
