import { describe, expect, it } from 'vitest';
import { context, proxyEvent } from '../test/proxy-event.ts';
import { getResource } from './get-resource.ts';

const handler = getResource({
  get: async (id) => (id === 'a/b ü' ? { text: '<b>hello</b>', etag: '"now"' } : undefined),
});

function get(headers: Record<string, string> = {}, id = 'a%2Fb%20%C3%BC') {
  return handler(proxyEvent(id, headers), context);
}

describe('GET /resource/{resourceId}', () => {
  it('returns the text as plain text, never as a page, with its tag', async () => {
    expect(await get()).toEqual({
      statusCode: 200,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'x-content-type-options': 'nosniff',
        etag: '"now"',
      },
      body: '<b>hello</b>',
    });
  });

  it('responds 404 for an unknown id, whatever the preconditions', async () => {
    for (const headers of [{}, { 'If-Match': '*' }, { 'If-None-Match': '*' }]) {
      expect(await get(headers, 'unknown')).toMatchObject({ statusCode: 404 });
    }
  });

  it.each(['"now"', 'W/"now"', '"old", "now"', '*'])('responds 304 to If-None-Match: %s', async (tags) => {
    const response = await get({ 'If-None-Match': tags });
    expect(response).toMatchObject({ statusCode: 304, headers: { etag: '"now"' }, body: '' });
    // A cache updates the stored response from the fields of a 304, so its type is that of the text.
    expect(response.headers).toHaveProperty('content-type', 'text/plain; charset=utf-8');
  });

  it.each([
    [{ 'If-None-Match': '"old"' }, 200],
    [{ 'If-Match': '"now"' }, 200],
    [{ 'If-Match': '*' }, 200],
    [{ 'If-Match': '"old"' }, 412],
    [{ 'If-Match': 'W/"now"' }, 412],
    [{ 'If-Match': '"old"', 'If-None-Match': '"now"' }, 412],
    [{ 'If-Match': '"now"', 'If-None-Match': '"now"' }, 304],
    [{ 'If-Match': 'now' }, 400],
  ])('responds to %o with %i', async (headers, statusCode) => {
    expect(await get(headers)).toMatchObject({ statusCode });
  });

  it.each(['', 'x'.repeat(2_049), '%F0%9F%98%80'.repeat(513)])(
    'refuses id %#, which cannot be a key',
    async (id) => {
      const { statusCode, body } = await get({}, id);
      expect(statusCode).toBe(400);
      expect(body).toContain('Expected 1 to 2048 bytes for path parameter resourceId, received');
    },
  );
});
