import { describe, expect, it } from 'vitest';
import { context, proxyEvent } from '../test/proxy-event.ts';
import { deleteResource } from './delete-resource.ts';

const deleted: string[] = [];
const handler = deleteResource({
  delete: async (id, { ifMatch }) => !ifMatch && deleted.push(id) > 0,
});

describe('DELETE /resource/{resourceId}', () => {
  it('responds 200 without a body', async () => {
    expect(await handler(proxyEvent('a%2Bb'), context)).toMatchObject({ statusCode: 200, body: '' });
    expect(deleted).toEqual(['a+b']);
  });

  it('responds 412 when the preconditions failed', async () => {
    const response = await handler(proxyEvent('c', { 'If-Match': '"old"' }), context);
    expect(response).toMatchObject({ statusCode: 412 });
  });
});
