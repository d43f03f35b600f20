import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { type WatchRequestOptions, watchRequest } from '../src/trace/watch-request.ts';
import { startFaultProxy, throttled } from './fault-proxy.ts';
import { logsClient, testGroup } from './log-client.ts';
import { watching } from './watching.ts';

const endpoint = inject('endpoint');
const client = logsClient(endpoint);

async function* events(options: WatchRequestOptions) {
  for await (const batch of watchRequest(options)) yield* batch;
}

it('goes on after failures, and prints what is new of a request, once', async () => {
  const [execution, log] = [testGroup(client), testGroup(client)];
  const sources = [{ ...execution.source, kind: 'execution' as const }, log.source];
  const [id, functionId] = [randomUUID(), randomUUID()];
  const first = `(${id}) Starting execution for request: ${id}`;
  const last = `(${id}) AWS Integration Endpoint RequestId : ${functionId}`;
  await execution.put('s', first);
  const failures: string[] = [];
  await using proxy = await startFaultProxy(endpoint, () => (failures.length < 2 ? throttled : undefined));
  const { messages, untilMessage, stop } = watching((signal) =>
    events({
      client: logsClient(proxy.url, { maxAttempts: 1 }),
      sources,
      id,
      startTime: Date.now() - 60_000,
      intervalMs: 10,
      onRetry: ({ name }) => failures.push(name),
      signal,
    }),
  );
  await untilMessage(first);
  await log.put('s', `RequestId: ${functionId} Error: no cat`);
  await execution.put('s', last);
  await untilMessage(last);
  await stop();
  expect(messages.toSorted()).toEqual([first, last, `RequestId: ${functionId} Error: no cat`].toSorted());
  expect(failures).toEqual(['ThrottlingException', 'ThrottlingException']);
});

it('ends at its end time', async () => {
  const { source, put } = testGroup(client);
  const id = randomUUID();
  await put('s', { timestamp: Date.now() - 1000, message: `RequestId: ${id} Error: no cat` });
  const endTime = Date.now() + 50;
  const found: string[] = [];
  for await (const { message } of events({
    client,
    sources: [source],
    id,
    startTime: endTime - 60_000,
    endTime,
    intervalMs: 10,
  }))
    found.push(message);
  expect(found).toEqual([`RequestId: ${id} Error: no cat`]);
});
