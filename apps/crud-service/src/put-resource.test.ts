import { describe, expect, it } from 'vitest';
import { context, proxyEvent } from '../test/proxy-event.ts';
import type { Preconditions } from './preconditions.ts';
import { putResource } from './put-resource.ts';

const texts = new Map<string, string>();
const handler = putResource({
  put: async (id, text, { ifMatch }: Preconditions) => {
    if (ifMatch) return undefined;
    texts.set(id, text);
    return '"new"';
  },
});

describe('PUT /resource/{resourceId}', () => {
  it('stores the text unchanged and returns only its tag', async () => {
    const body = '\uFEFF {"b": 1, "a": [ ]}\r\n\u0000 שלום 🙂';
    const response = await handler(proxyEvent('1', {}, body), context);
    expect(response).toMatchObject({ statusCode: 200, headers: { etag: '"new"' }, body: '' });
    expect(texts.get('1')).toBe(body);
  });

  it('stores an empty text', async () => {
    expect(await handler(proxyEvent('2'), context)).toMatchObject({ statusCode: 200 });
    expect(texts.get('2')).toBe('');
  });

  it('responds 412 when the preconditions failed', async () => {
    const response = await handler(proxyEvent('3', { 'If-Match': '*' }, 'x'), context);
    expect(response).toMatchObject({ statusCode: 412 });
    expect(texts.has('3')).toBe(false);
  });

  it('refuses bytes that are not text', async () => {
    const event = { ...proxyEvent('4', {}, Buffer.of(0xff, 0xd8).toString('base64')), isBase64Encoded: true };
    expect(await handler(event, context)).toMatchObject({ statusCode: 400 });
    expect(texts.has('4')).toBe(false);
  });

  it('refuses a text that does not fit in an item together with its id, counted in bytes', async () => {
    const { statusCode, body } = await handler(proxyEvent('%C3%BC', {}, 'é'.repeat(204_773)), context);
    expect(statusCode).toBe(413);
    expect(JSON.parse(body)).toMatchObject({
      code: 'ContentTooLarge',
      message: 'Expected a body of at most 409543 bytes, received 409546 bytes',
    });
  });
});
