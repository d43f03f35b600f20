import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { context, proxyEvent, requestId } from '../test/proxy-event.ts';
import { apiHandler, HttpError, json } from './index.ts';

let log: MockInstance<typeof console.error>;
beforeEach(() => {
  log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => log.mockRestore());

const handlerThatThrows = (thrown: unknown) =>
  apiHandler(async () => {
    throw thrown;
  });

describe('apiHandler', () => {
  it('passes on the event and the context, and returns the response', async () => {
    const handler = apiHandler(async ({ path }, { awsRequestId }) => json({ path, awsRequestId }));
    const { body } = await handler(proxyEvent({ path: '/notes' }), context);
    expect(JSON.parse(body)).toEqual({ path: '/notes', awsRequestId: context.awsRequestId });
  });

  it('accepts no callback, which today’s Node runtime refuses', () => {
    expect(apiHandler(async () => json({})).length).toBeLessThanOrEqual(2);
  });

  it('responds to an HttpError with its status, code, message and headers, and logs nothing', async () => {
    const refusal = new HttpError(412, 'The note changed', {
      headers: { ETag: '"2"' },
      cause: new Error('x'),
    });
    const { body, ...rest } = await handlerThatThrows(refusal)(proxyEvent(), context);
    expect(rest).toEqual({
      statusCode: 412,
      headers: { 'content-type': 'application/json', etag: '"2"' },
    });
    expect(JSON.parse(body)).toEqual({ code: 'PreconditionFailed', message: 'The note changed', requestId });
    expect(log).not.toHaveBeenCalled();
  });

  it('logs the cause of a refusal that is the server’s fault, and does not send it', async () => {
    const refusal = new HttpError(503, 'Try again', {
      headers: { 'Retry-After': '1' },
      cause: new RangeError('throttled'),
    });
    const { statusCode, body } = await handlerThatThrows(refusal)(proxyEvent(), context);
    expect(statusCode).toBe(503);
    expect(body).not.toContain('throttled');
    expect(log.mock.lastCall).toEqual([
      expect.objectContaining({ requestId, cause: expect.objectContaining({ message: 'throttled' }) }),
    ]);
  });

  it('responds to a bug with an opaque 500', async () => {
    const { statusCode, body } = await handlerThatThrows(new TypeError('secret'))(proxyEvent(), context);
    expect(statusCode).toBe(500);
    expect(JSON.parse(body)).toEqual({
      code: 'InternalServerError',
      message: 'Internal server error',
      requestId,
    });
  });

  it('logs a bug once, with the request’s id and without the event', async () => {
    const bug = new TypeError('broken', { cause: new Error('deeper') });
    await handlerThatThrows(bug)(proxyEvent({ body: 'private' }), context);
    expect(log.mock.calls).toEqual([
      [
        {
          requestId,
          name: 'TypeError',
          message: 'broken',
          stack: bug.stack,
          cause: expect.objectContaining({ name: 'Error', message: 'deeper' }),
        },
      ],
    ]);
    expect(JSON.stringify(log.mock.calls)).not.toContain('private');
  });

  it.each([
    ['string', 'private'],
    ['undefined', undefined],
    ['object', Object.create(null)],
  ])('logs of a thrown %s only its type', async (type, thrown) => {
    expect(await handlerThatThrows(thrown)(proxyEvent(), context)).toMatchObject({ statusCode: 500 });
    expect(log.mock.calls).toEqual([[{ requestId, name: type, message: `a thrown value of type ${type}` }]]);
  });

  it('sends the function’s request id when invoked without the gateway', async () => {
    for (const payload of ['{}', 'null']) {
      const { body } = await handlerThatThrows(new HttpError(400, 'No'))(JSON.parse(payload), context);
      expect(JSON.parse(body).requestId).toBe(context.awsRequestId);
    }
  });
});
