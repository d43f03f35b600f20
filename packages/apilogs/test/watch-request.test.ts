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

it('does not read again what was long before the request', async () => {
  const { source, put } = testGroup(client);
  const id = randomUUID();
  const starts: (number | undefined)[] = [];
  const counting = logsClient(endpoint);
  counting.middlewareStack.add((next) => (args) => {
    starts.push((args.input as { startTime?: number }).startTime);
    return next(args);
  });
  const day = 86_400_000;
  const startTime = Date.now() - day;
  const { untilMessage, stop } = watching((signal) =>
    events({ client: counting, sources: [source], id, startTime, intervalMs: 10, signal }),
  );
  const [first, second] = [`RequestId: ${id} Error: no cat`, `RequestId: ${id} Error: no dog`];
  const timestamp = Date.now() - 60_000;
  await put('s', { timestamp, message: first });
  await untilMessage(first);
  await put('s', { timestamp: timestamp - 500_000, message: second });
  await untilMessage(second);
  await stop();
  expect(starts[0]).toBe(startTime);
  expect(starts.at(-1)).toBeGreaterThan(timestamp - day / 24);
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
