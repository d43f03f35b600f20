import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';
import { type PlainServer, startPlainServer } from './plain-server.ts';

const { url: deployedUrl, mongoUri = '' } = inject('sample');
let plain: PlainServer;
beforeAll(async () => {
  plain = await startPlainServer(mongoUri);
});
afterAll(() => plain.stop());

describe.each(['plain server', 'deployed API'])('on the %s', (place) => {
  const base = () => (place === 'plain server' ? plain.url : deployedUrl);

  function send(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return fetch(`${base()}${path}`, { method, ...(body !== undefined && { headers, body: text }) });
  }

  const submit = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${base()}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html', ...headers },
      body: new URLSearchParams(fields),
    });

  const page = async (path: string) =>
    (await fetch(`${base()}${path}`, { headers: { accept: 'text/html' } })).text();

  async function add(name: string, fields: object = {}): Promise<string> {
    const response = await send('POST', '/pets', { name, kind: 'dog', age: 3, ...fields });
    expect(response.status).toBe(201);
    const { id } = (await response.json()) as { id: string };
    return id;
  }

  it('a pet is created, read, replaced and deleted', async () => {
    const picture = 'https://example.com/rex.png';
    const id = await add('Rex', { picture });
    const one = `/pets/${id}`;
    expect(await (await send('GET', one)).json()).toEqual({ id, name: 'Rex', kind: 'dog', age: 3, picture });
    const replaced = await send('PUT', one, { name: 'Max', kind: 'cat', age: 4 });
    expect(await replaced.json()).toEqual({ id, name: 'Max', kind: 'cat', age: 4 });
    expect((await send('DELETE', one)).status).toBe(204);
    expect((await send('GET', one)).status).toBe(404);
    expect((await send('DELETE', one)).status).toBe(404);
    expect((await send('PUT', one, { name: 'Max', kind: 'cat', age: 4 })).status).toBe(404);
  });

  it('pets are listed by kind, page by page', async () => {
    for (let index = 0; index < 5; index++) await add(`bird ${index}`, { kind: 'bird' });
    const names: string[] = [];
    let after = '';
    do {
      const response = await send('GET', `/pets?kind=bird&limit=2${after}`);
      const { pets, next } = (await response.json()) as { pets: { name: string }[]; next?: string };
      names.push(...pets.map(({ name }) => name));
      after = next ? `&after=${next}` : '';
    } while (after);
    expect(names).toEqual([0, 1, 2, 3, 4].map((index) => `bird ${index}`));
  });

  const unknownId = '0123456789abcdef01234567';
  it.each<[string, string, string, unknown, number, string]>([
    [
      'an invalid id',
      'GET',
      '/pets/7',
      undefined,
      400,
      'Expected an id of 24 hexadecimal digits, received "7"',
    ],
    [
      'an invalid id to replace',
      'PUT',
      '/pets/$gt',
      {},
      400,
      'Expected an id of 24 hexadecimal digits, received "$gt"',
    ],
    ['an unknown id', 'GET', `/pets/${unknownId}`, undefined, 404, 'There is no pet of this id'],
    [
      'an unknown kind',
      'GET',
      '/pets?kind=fish',
      undefined,
      400,
      'Expected one of dog, cat, rabbit, bird for kind',
    ],
    ['an unknown page', 'GET', '/nowhere', undefined, 404, 'There is no such page'],
    ['malformed JSON', 'POST', '/pets', '{"name":', 400, 'The body is not valid JSON'],
    [
      'a large body',
      'POST',
      '/pets',
      { name: 'x'.repeat(200_000) },
      413,
      'Expected a body of at most 100 KB',
    ],
    [
      'a value of another type',
      'POST',
      '/pets',
      { name: { $gt: '' }, kind: 'dog' },
      422,
      'The pet is not valid',
    ],
  ])('%s is refused', async (_, method, path, body, status, message) => {
    const response = await send(method, path, body);
    expect({ status: response.status, body: await response.json() }).toMatchObject({
      status,
      body: { message },
    });
  });

  it('a pet that is not valid is refused, with a message for each field', async () => {
    const picture = 'javascript:alert(1)';
    const response = await send('POST', '/pets', { name: 'x'.repeat(81), kind: 'fish', age: 1.5, picture });
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({
      message: 'The pet is not valid',
      errors: {
        name: 'Expected a name of at most 80 characters',
        kind: 'Expected one of dog, cat, rabbit, bird as the kind',
        age: 'Expected an age in whole years',
        picture: 'Expected a URL that starts with https://',
      },
    });
  });

  it('a second pet of one name is refused, also when several come at once', async () => {
    const twins = [1, 2, 3].map((age) => send('POST', '/pets', { name: 'Twin', kind: 'cat', age }));
    const statuses = (await Promise.all(twins)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([201, 409, 409]);
  });

  it('the page adds, edits, filters and deletes without JavaScript', async () => {
    const added = await submit('/add', { name: 'Bugs', kind: 'rabbit', age: '2', picture: '' });
    expect([added.status, added.headers.get('location')]).toEqual([303, './']);
    const list = await page('/?kind=rabbit');
    expect(list).toContain('<b>Bugs</b>');
    const [, id] = /href="edit\/([0-9a-f]{24})"/.exec(list) ?? [];
    expect(await page(`/edit/${id}`)).toContain('value="Bugs"');
    const edited = await submit(`/edit/${id}`, { name: 'Bunny', kind: 'rabbit', age: '3', picture: '' });
    expect([edited.status, edited.headers.get('location')]).toEqual([303, '../']);
    expect(await page('/?kind=rabbit')).toContain('<b>Bunny</b>');
    expect(await page('/?kind=cat')).not.toContain('Bunny');
    expect((await submit(`/delete/${id}`, {})).status).toBe(303);
    expect(await page('/?kind=rabbit')).not.toContain('Bunny');
  });

  it('the page shows what is wrong beside each field, and keeps what was typed', async () => {
    const response = await submit('/add', { name: '', kind: 'dog', age: '99', picture: '' });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('A pet needs a name');
    expect(html).toContain('Expected an age from 0 to 40');
    expect(html).toContain('value="99"');
  });

  it('the page escapes what a client stored, and allows no script', async () => {
    await add('<script>alert(1)</script>');
    const response = await fetch(`${base()}/`, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'/);
    const html = await response.text();
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('<script');
  });

  it('a failure is a page for a browser, and a form of another site is refused', async () => {
    const unknown = await page(`/edit/${unknownId}`);
    expect(unknown).toContain('<h1>There is no pet of this id</h1>');
    expect(unknown).toMatch(/href="\.\.\/assets\/style[^"]*\.css"/);
    expect((await submit('/add', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it.each([
    [/href="(assets\/style[^"]*)"/, 'text/css; charset=utf-8', '.pets'],
    [/src="(assets\/cat[^"]*)"/, 'image/svg+xml', '<title>cat</title>'],
    [/href="(assets\/icon[^"]*)"/, 'image/png', '\x89PNG\r\n\x1a\n'],
  ])('the page shows what is at %s', async (link, type, start) => {
    if (!(await page('/')).includes('cat')) await add('Felix', { kind: 'cat' });
    const [, url] = link.exec(await page('/')) ?? [];
    const asset = await fetch(`${base()}/${url}`, { headers: { accept: 'image/avif,*/*' } });
    expect({ status: asset.status, type: asset.headers.get('content-type') }).toEqual({ status: 200, type });
    expect(asset.headers.get('cache-control')).toMatch(/^public, max-age=/);
    expect(Buffer.from(await asset.arrayBuffer()).toString('latin1')).toContain(start);
    // Left to itself, fetch asks for no cached response.
    const headers = { 'If-None-Match': asset.headers.get('etag') ?? '', 'cache-control': 'max-age=0' };
    const kept = await fetch(`${base()}/${url}`, { headers });
    expect({ status: kept.status, body: await kept.text() }).toEqual({ status: 304, body: '' });
  });

  it.each(['nothing.css', '..%2ftemplate.json', '../models/pet.ts'])('there is no asset %s', async (name) => {
    expect((await fetch(`${base()}/assets/${name}`)).status).toBe(404);
  });

  it('other pages may call the API', async () => {
    const preflight = await fetch(`${base()}/pets`, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:5173', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  });
});
