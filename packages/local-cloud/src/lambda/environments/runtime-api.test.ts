import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { maxResponseBytes } from '../limits.ts';
import { type RuntimeApi, startRuntimeApi } from './runtime-api.ts';
import type { RuntimeEvents } from './runtime-events.ts';

let api: RuntimeApi | undefined;
afterEach(() => api?.close());

async function start(
  events: Partial<RuntimeEvents>,
): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
  const started = await startRuntimeApi(events as RuntimeEvents);
  api = started;
  return (path, init) => fetch(`http://${started.address}/2018-06-01/runtime${path}`, init);
}

describe('the Runtime API', () => {
  it('hands out an invocation with its headers', async () => {
    const headers = { 'lambda-runtime-aws-request-id': 'id' };
    const call = await start({ next: (deliver) => deliver({ headers, body: Buffer.from('{"a":1}') }) });
    const next = await call('/invocation/next');
    expect(next.headers.get('lambda-runtime-aws-request-id')).toBe('id');
    expect(await next.json()).toEqual({ a: 1 });
  });

  it('takes no more of an answer than a function may give', async () => {
    const lengths: number[] = [];
    const call = await start({ answer: (_kind, _id, _body, length) => lengths.push(length) });
    const post = (length: number) =>
      call('/invocation/id/response', { method: 'POST', body: 'x'.repeat(length) });
    expect((await post(maxResponseBytes)).status).toBe(202);
    expect((await post(maxResponseBytes + 1)).status).toBe(413);
    expect(lengths).toEqual([maxResponseBytes, maxResponseBytes + 1]);
  });

  it('knows no other resource', async () => {
    const call = await start({});
    expect((await call('/invocation/id/other', { method: 'POST' })).status).toBe(404);
    expect((await call('/invocation/id/response')).status).toBe(404);
  });

  it('answers under its own address only', async () => {
    await start({});
    const [hostname, port] = String(api?.address).split(':');
    const headers = { host: 'attacker.example' };
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    request({ hostname, port, path: '/2018-06-01/runtime/invocation/next', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
    expect(await promise).toBe(403);
  });
});
