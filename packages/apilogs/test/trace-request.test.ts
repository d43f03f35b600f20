import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { traceRequest } from '../src/index.ts';
import { maxTracedEvents } from '../src/trace/trace-request.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { logsClient, testGroup } from './log-client.ts';

const endpoint = inject('endpoint');
const client = logsClient(endpoint);
const startTime = Date.now() - 60_000;

it('leaves out the invocation of another request that only mentions the id', async () => {
  const [execution, log] = [testGroup(client), testGroup(client)];
  const sources = [{ ...execution.source, kind: 'execution' as const }, log.source];
  const [id, own, other] = [randomUUID(), randomUUID(), randomUUID()];
  const line = (requestId: string, text: string) => `2026-11-28T20:00:00.000Z\t${requestId}\tINFO\t${text}`;
  await execution.put('s', `(${id}) AWS Integration Endpoint RequestId : ${own}`);
  await log.put('one', line(own, `[${id}] greeting`), line(own, 'done'));
  await log.put('two', line(other, `retry of [${id}]`), line(other, 'of another request'));
  const found = (await traceRequest({ client, sources, id, startTime })).map(({ message }) => message);
  expect(found).toContain(line(own, 'done'));
  expect(found).not.toContain(line(other, 'of another request'));
});

it('holds a limited number of events of one request', async () => {
  const perPage = 10_000;
  const pages = maxTracedEvents / perPage + 1;
  await using proxy = await startFaultProxy(endpoint, (_, page) => ({
    status: 200,
    body: {
      events: Array.from({ length: perPage }, (_, index) => ({
        logStreamName: 's',
        timestamp: startTime,
        message: 'a line',
        eventId: `${page}-${index}`,
      })),
      ...(page + 1 < pages && { nextToken: String(page) }),
    },
  }));
  const tracing = traceRequest({
    client: logsClient(proxy.url),
    sources: [testGroup(client).source],
    id: randomUUID(),
    startTime,
  });
  await expect(tracing).rejects.toThrow('More than 50,000 events');
});
