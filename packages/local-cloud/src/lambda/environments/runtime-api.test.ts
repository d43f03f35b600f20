import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { maxResponseBytes } from '../limits.ts';
import { type RuntimeApi, startRuntimeApi } from './runtime-api.ts';
import type { InvocationMessage, RuntimeEvents } from './runtime-events.ts';

let api: RuntimeApi | undefined;
afterEach(() => api?.close());

async function start(
  events: Partial<RuntimeEvents>,
): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
  const started = await startRuntimeApi(events as RuntimeEvents);
  api = started;
  return (path, init) => fetch(`http://${started.address}/2018-06-01/runtime${path}`, init);
}

const message = (id: string) => ({
  headers: { 'lambda-runtime-aws-request-id': id },
  body: Buffer.from('{"a":1}'),
});

/** Runs one invocation at a time, with the ids 1, 2, 3, and records what the runtime does. */
async function startCounting() {
  const seen: unknown[] = [];
  let count = 0;
  const call = await start({
    next(deliver) {
      count += 1;
      deliver(message(String(count)));
    },
    respond: (kind, id, body, length) => seen.push([kind, id, body.toString().slice(0, 10), length]),
    initError: (body) => seen.push(['init error', body.toString()]),
  });
  const post = (path: string, body = '{}') => call(path, { method: 'POST', body });
  return { seen, next: () => call('/invocation/next'), post };
}

describe('the Runtime API', () => {
  it('hands out an invocation with its headers, and accepts its result', async () => {
    const { seen, next, post } = await startCounting();
    const response = await next();
    expect(response.headers.get('lambda-runtime-aws-request-id')).toBe('1');
    expect(await response.json()).toEqual({ a: 1 });
    expect((await post('/invocation/1/response', '[]')).status).toBe(202);
    await next();
    expect((await post('/invocation/2/error')).status).toBe(202);
    expect(seen).toEqual([
      ['response', '1', '[]', 2],
      ['error', '2', '{}', 2],
    ]);
  });

  it('keeps no more of a response than the largest', async () => {
    const { seen, next, post } = await startCounting();
    for (const [id, length, status] of [
      [1, maxResponseBytes, 202],
      [2, maxResponseBytes + 1, 413],
    ]) {
      await next();
      expect((await post(`/invocation/${id}/response`, 'x'.repeat(length ?? 0))).status).toBe(status);
    }
    expect(seen.map((entry) => (entry as unknown[])[3])).toEqual([maxResponseBytes, maxResponseBytes + 1]);
  });

  it('has no other resource', async () => {
    const { next, post } = await startCounting();
    await next();
    expect((await post('/invocation/1/other')).status).toBe(404);
    expect((await post('/invocation/next')).status).toBe(404);
  });

  it('LA-33: accepts a result only for the invocation that it has handed out, and once', async () => {
    const { seen, next, post } = await startCounting();
    expect((await post('/invocation/1/response')).status).toBe(400);
    await next();
    for (const id of ['2', 'forged']) {
      const forged = await post(`/invocation/${id}/response`);
      expect(forged.status).toBe(400);
      expect(await forged.json()).toMatchObject({ errorType: 'InvalidRequestID' });
    }
    expect((await post('/invocation/1/response')).status).toBe(202);
    expect((await post('/invocation/1/response')).status).toBe(400);
    expect(seen).toHaveLength(1);
  });

  it('LA-33: hands out nothing during an invocation, and no failed initialisation after the start', async () => {
    const { seen, next, post } = await startCounting();
    await next();
    expect((await next()).status).toBe(403);
    expect((await post('/init/error')).status).toBe(403);
    expect(seen).toEqual([]);
  });

  it('accepts the report of a failed initialisation', async () => {
    const { seen, post } = await startCounting();
    expect((await post('/init/error', '{"errorType":"Mine"}')).status).toBe(202);
    expect(seen).toEqual([['init error', '{"errorType":"Mine"}']]);
  });

  it('keeps an invocation for a runtime whose call was cut off', async () => {
    const asked = Promise.withResolvers<(invocation: InvocationMessage) => void>();
    const call = await start({ next: asked.resolve });
    const cut = new AbortController();
    const first = call('/invocation/next', { signal: cut.signal });
    const deliver = await asked.promise;
    expect((await call('/invocation/next')).status).toBe(403);
    cut.abort();
    await expect(first).rejects.toThrow();
    let next: Promise<Response> | undefined;
    await expect
      .poll(async () => {
        next = call('/invocation/next');
        return Promise.race([next.then(({ status }) => status), sleep(50, 'waits')]);
      })
      .toBe('waits');
    deliver(message('1'));
    expect(await (await next)?.json()).toEqual({ a: 1 });
  });

  it.each([
    ['another host name', { host: 'attacker.example' }],
    ['the page of another origin', { origin: 'http://attacker.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['a navigation', { 'sec-fetch-site': 'none' }],
    ['a page of the same site', { 'sec-fetch-site': 'same-origin' }],
  ])('LA-33: refuses a request of %s', async (_, headers) => {
    await start({});
    const [hostname, port] = String(api?.address).split(':');
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    request({ hostname, port, path: '/2018-06-01/runtime/invocation/next', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
    expect(await promise).toBe(403);
  });
});
