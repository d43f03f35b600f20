import { describe, expect, it } from 'vitest';
import { put, request } from './request.ts';

async function statusOf(method: string, id: string, headers: Record<string, string>): Promise<number> {
  const response = await request(method, id, { headers, ...(method === 'PUT' && { body: 'changed' }) });
  await response.arrayBuffer();
  return response.status;
}

describe('an entity tag', () => {
  it('depends on the text alone', async () => {
    const first = await put('tag', 'first');
    expect(first).toMatch(/^"[\w-]{43}"$/);
    expect((await request('GET', 'tag')).headers.get('etag')).toBe(first);
    expect(await put('tag', 'second')).not.toBe(first);
    expect(await put('tag', 'first')).toBe(first);
  });

  it('lets a client skip a text that it has', async () => {
    const etag = await put('known', 'text');
    const response = await request('GET', 'known', { headers: { 'If-None-Match': `"other", ${etag}` } });
    expect(response.status).toBe(304);
    expect(response.headers.get('etag')).toBe(etag);
    expect(await response.text()).toBe('');
    expect(await statusOf('GET', 'known', { 'If-None-Match': '"other"' })).toBe(200);
  });
});

describe('If-Match', () => {
  it.each(['GET', 'PUT', 'DELETE'])(
    'lets %s through when the tag is current; otherwise 412',
    async (method) => {
      const id = `if-match ${method}`;
      const old = await put(id, 'old');
      const etag = await put(id, 'new');
      for (const stale of [old, `W/${etag}`]) {
        expect(await statusOf(method, id, { 'If-Match': stale })).toBe(412);
      }
      expect(await (await request('GET', id)).text()).toBe('new');
      expect(await statusOf(method, id, { 'If-Match': `${old}, ${etag}` })).toBe(200);
    },
  );

  it('* requires that the resource exists', async () => {
    expect(await statusOf('PUT', 'any', { 'If-Match': '*' })).toBe(412);
    expect(await statusOf('DELETE', 'any', { 'If-Match': '*' })).toBe(412);
    expect(await statusOf('GET', 'any', { 'If-Match': '*' })).toBe(404);
    await put('any', 'text');
    expect(await statusOf('PUT', 'any', { 'If-Match': '*' })).toBe(200);
    expect(await statusOf('DELETE', 'any', { 'If-Match': '*' })).toBe(200);
  });

  it('without quotes is refused', async () => {
    await put('unquoted', 'text');
    for (const method of ['GET', 'PUT', 'DELETE']) {
      expect(await statusOf(method, 'unquoted', { 'If-Match': 'abc' })).toBe(400);
    }
  });
});

describe('If-None-Match', () => {
  it('* requires that the resource does not exist', async () => {
    expect(await statusOf('PUT', 'new', { 'If-None-Match': '*' })).toBe(200);
    expect(await statusOf('PUT', 'new', { 'If-None-Match': '*' })).toBe(412);
    expect(await statusOf('DELETE', 'new', { 'If-None-Match': '*' })).toBe(412);
  });

  it('with a tag requires another text, or no resource', async () => {
    expect(await statusOf('PUT', 'other', { 'If-None-Match': '"x"' })).toBe(200);
    const etag = await put('other', 'text');
    expect(await statusOf('PUT', 'other', { 'If-None-Match': etag })).toBe(412);
    expect(await statusOf('PUT', 'other', { 'If-None-Match': '"x"', 'If-Match': etag })).toBe(200);
  });
});

describe('of clients that write at the same time', () => {
  it('one creates the resource', async () => {
    const writes = Array.from({ length: 6 }, () => statusOf('PUT', 'race', { 'If-None-Match': '*' }));
    expect((await Promise.all(writes)).sort()).toEqual([200, 412, 412, 412, 412, 412]);
  });

  it('one replaces the text that all have read', async () => {
    const etag = await put('draft', 'read by all');
    const writes = Array.from({ length: 6 }, (_, writer) =>
      request('PUT', 'draft', { body: `of writer ${writer}`, headers: { 'If-Match': etag } }),
    );
    const statuses = (await Promise.all(writes)).map(({ status }) => status);
    const winner = statuses.indexOf(200);
    expect(statuses.toSorted()).toEqual([200, 412, 412, 412, 412, 412]);
    expect(await (await request('GET', 'draft')).text()).toBe(`of writer ${winner}`);
  });
});
