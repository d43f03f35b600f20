// One suite for both: the classes as functions behind API Gateway, and as an ordinary HTTP server.
import { createHmac } from 'node:crypto';
import { clientConfig } from '@samples/localstack-client';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type {} from '../../../scripts/testing/deployed-sample.ts';
import type { Note } from '../src/note.ts';
import { type Served, serve } from './served.ts';

const { url: deployed, endpoint, outputs } = inject('sample');
const secret = 'only-for-lessons';
let served: Served;

beforeAll(async () => {
  const { region, credentials } = clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint });
  served = await serve({
    NOTES_TABLE: outputs.NotesTable,
    TOKEN_SECRET: secret,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: String(region),
    ...(credentials && {
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    }),
  });
});
afterAll(() => served?.stop());

describe.each(['deployed', 'served'])('the API, %s', (place) => {
  const call = (path: string, init?: RequestInit) =>
    fetch(`${place === 'deployed' ? deployed : served.url}${path}`, init);
  const ada = tokenOf('ada');
  const json = (method: string, body: unknown, headers = {}) => ({
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', authorization: ada, ...headers },
  });
  const create = async (body: unknown) => (await call('/notes', json('POST', body))).json() as Promise<Note>;
  const missing = '/notes/00000000-0000-0000-0000-000000000000';

  it('greets as the walkthrough does', async () => {
    const response = await call('/helloworld/7');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ id: '7', message: 'Hello, 7!' });
  });

  it('decodes parameters of the path once', async () => {
    expect(await (await call('/helloworld/a%20b%2525')).json()).toMatchObject({ id: 'a b%25' });
  });

  it('creates, finds, replaces, changes and removes a note', async () => {
    const due = '2026-12-24T18:00:00.000Z';
    const created = await call('/notes', json('POST', { title: 'Gifts', due, priority: 'high' }));
    expect(created.status).toBe(201);
    const note = (await created.json()) as Note;
    expect(note).toEqual({ id: note.id, title: 'Gifts', due, priority: 'high', author: 'ada' });
    const path = `/notes/${note.id}`;
    expect(created.headers.get('location')).toBe(path);
    expect(await (await call(path)).json()).toEqual(note);
    const changed = await call(path, json('PATCH', { text: 'For all' }));
    expect(await changed.json()).toEqual({ ...note, text: 'For all' });
    expect((await call(path, json('PUT', { title: 'x' }, { 'if-none-match': '*' }))).status).toBe(412);
    expect((await call(path, json('PUT', { title: 'Presents' }))).status).toBe(200);
    expect(await (await call(path)).json()).toEqual({ id: note.id, title: 'Presents', author: 'ada' });
    const removed = await call(path, { method: 'DELETE', headers: { authorization: ada } });
    expect([removed.status, await removed.text()]).toEqual([204, '']);
    const gone = await call(path);
    expect([gone.status, await gone.json()]).toEqual([404, { message: `There is no note ${note.id}` }]);
  });

  it('reads a body that is a form', async () => {
    const body = new URLSearchParams({ title: 'Form & all', text: 'a+b' });
    const response = await call('/notes', { method: 'POST', body, headers: { authorization: ada } });
    expect([response.status, await response.json()]).toMatchObject([
      201,
      { title: 'Form & all', text: 'a+b' },
    ]);
  });

  it('lists by the parameters of a bean, with their defaults', async () => {
    await create({ title: 'B', priority: 'low' });
    await create({ title: 'A', priority: 'low' });
    const titles = async (query: string) =>
      ((await (await call(`/notes${query}`)).json()) as Note[]).map(({ title }) => title);
    const low = await titles('?priority=low');
    expect(low).toEqual(low.toSorted());
    expect(await titles('?priority=low&limit=1')).toEqual(['A']);
  });

  it('responds with the type that the client likes best', async () => {
    const { id } = await create({ title: 'Plain', text: 'words' });
    const get = (accept: string) => call(`/notes/${id}`, { headers: { accept } });
    expect((await get('*/*')).headers.get('content-type')).toBe('application/json');
    const text = await get('application/json;q=0.5, text/*');
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await text.text()).toBe('Plain\n\nwords\n');
    const none = await get('image/png');
    const message =
      'Expected a type that takes in application/json or text/plain for Accept, received "image/png"';
    expect([none.status, await none.json()]).toEqual([406, { message }]);
  });

  it('accepts bytes as they are, and a path with slashes', async () => {
    const id = '00000000-0000-0000-0000-000000000001';
    const response = await call(`/notes/${id}/files/a/b.bin`, {
      method: 'PUT',
      body: new Uint8Array([0, 255, 128, 10]),
      headers: { 'content-type': 'application/octet-stream', authorization: ada },
    });
    expect([response.status, await response.json()]).toEqual([202, { name: `${id}/a/b.bin`, bytes: 4 }]);
  });

  it('keeps a choice in a cookie', async () => {
    const set = await call('/language?language=fr', { method: 'PUT' });
    expect([set.status, set.headers.get('set-cookie')]).toEqual([204, 'language=fr; HttpOnly; SameSite=Lax']);
    const headers = { cookie: 'a=b; language=fr' };
    expect(await (await call('/language', { headers })).json()).toEqual({ language: 'fr' });
    expect(await (await call('/language')).json()).toEqual({ language: 'en' });
  });

  it.each([
    ['a path that is not there', 'GET', '/nothing', 404, null],
    ['a path that a pattern refuses', 'GET', '/notes/7', 404, null],
    ['a method that is not there', 'DELETE', '/helloworld/7', 405, 'GET, HEAD, OPTIONS'],
    ['OPTIONS, which every path has', 'OPTIONS', '/helloworld/7', 204, 'GET, HEAD, OPTIONS'],
    ['OPTIONS of a method of its own', 'OPTIONS', '/notes', 204, 'GET, HEAD, OPTIONS, POST'],
    ['HEAD by GET', 'HEAD', '/helloworld/7', 200, null],
    ['HEAD of a method of its own', 'HEAD', missing, 404, null],
  ])('knows %s', async (_, method, path, status, allow) => {
    const response = await call(path, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([status, allow]);
    if (method === 'HEAD') expect(await response.text()).toBe('');
  });

  it.each([
    ['no credentials', undefined],
    ['a token of another key', `Bearer ada.${createHmac('sha256', 'another').update('ada').digest('hex')}`],
    ['credentials of no token', 'ada'],
  ])('lets nobody write with %s', async (_, authorization) => {
    const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) };
    const response = await call('/notes', { method: 'POST', body: '{"title":"x"}', headers });
    expect([response.status, await response.json()]).toEqual([401, { message: 'Unauthorized' }]);
  });

  it.each([
    [
      'query',
      '/notes?limit=many',
      'a whole number from 1 to 100 for the query parameter limit, received "many"',
    ],
    [
      'query',
      '/notes?limit=101',
      'a whole number from 1 to 100 for the query parameter limit, received "101"',
    ],
    ['query', '/notes?priority=', 'one of low, normal, high for the query parameter priority, received ""'],
    ['cookie', '/language', 'one of en, fr, de for the cookie language, received "xx"'],
  ])('says what is wrong with a value of the %s: %s', async (kind, path, message) => {
    const response = await call(path, { headers: { cookie: 'language=xx' } });
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as BadRequest;
    expect(errors).toMatchObject([{ in: kind, message: `Expected ${message}` }]);
  });

  it('says everything that is wrong with a request at once', async () => {
    const body = { title: '', priority: 'urgent', due: 'tomorrow' };
    const response = await call(missing, json('PUT', body, { 'if-none-match': '"x"' }));
    expect(response.status).toBe(400);
    const { message, errors } = (await response.json()) as BadRequest;
    expect(errors.map((one) => one.message).sort()).toEqual([
      'Expected * for the header if-none-match, received "\\"x\\""',
      'Expected a date and time such as 2026-11-28T09:30:00Z for due in the body, received "tomorrow"',
      'Expected at least 1 character for title in the body, received ""',
      'Expected one of "low", "normal", "high" for priority in the body, received "urgent"',
    ]);
    expect(message).toContain('. Expected ');
  });

  it.each([
    ['no JSON', 'application/json', '{', 400, /^Expected JSON for the body: /],
    ['no body', 'application/json', '', 400, /^Expected a value for the body, received none$/],
    ['no form field', 'application/x-www-form-urlencoded', 'text=x', 400, /form field title, received none$/],
    ['another type', 'application/xml', '<a/>', 415, /^Expected application\/json or .* for Content-Type/],
  ])('refuses a body with %s', async (_, type, body, status, message) => {
    const headers = { 'content-type': type, authorization: ada };
    const response = await call('/notes', { method: 'POST', body, headers });
    expect([response.status, await response.json()]).toMatchObject([
      status,
      { message: expect.stringMatching(message) },
    ]);
  });
});

interface BadRequest {
  message: string;
  errors: { in: string; message: string }[];
}

function tokenOf(name: string): string {
  return `Bearer ${name}.${createHmac('sha256', secret).update(name).digest('hex')}`;
}
