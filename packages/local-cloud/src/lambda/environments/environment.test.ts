import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { maxResponseBytes } from '../limits.ts';
import { type Environment, startEnvironment } from './environment.ts';
import type { EnvironmentLog } from './environment-log.ts';
import type { RuntimeEvents } from './runtime-events.ts';

const memoryTickMs = 50;
const log: EnvironmentLog = {
  group: 'group',
  stream: 'stream',
  line: () => {},
  logged: () => {},
  output: () => {},
  endLines: () => {},
  startTail: () => () => '',
  flush: () => {},
};
const invocation = { requestId: 'id', payload: '{}', functionArn: 'arn', traceId: 'trace' };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** An environment whose runtime does what the test says; being killed, it exits. */
async function startFake(): Promise<{
  environment: Environment;
  runtime: RuntimeEvents;
  ended: Promise<void>;
}> {
  const launched = Promise.withResolvers<RuntimeEvents>();
  const ended = Promise.withResolvers<void>();
  const environment = startEnvironment({
    timeout: 3,
    memorySize: 128,
    version: '1',
    log,
    onIdle: () => {},
    onExit: () => {},
    onEnded: () => ended.resolve(),
    launch: async (events) => {
      launched.resolve(events);
      return { pid: undefined, kill: () => events.exit(null, 'SIGKILL'), close: async () => {} };
    },
  });
  return { environment, runtime: await launched.promise, ended: ended.promise };
}

/** The watch on the memory ends with its next look. */
function timersLeft(): number {
  vi.advanceTimersByTime(memoryTickMs);
  return vi.getTimerCount();
}

it.each<[string, (runtime: RuntimeEvents) => void, string]>([
  ['ends its process', (runtime) => runtime.exit(1, null), 'Runtime.ExitError'],
  ['exceeds its time', () => vi.advanceTimersByTime(3000), 'Sandbox.Timedout'],
])('leaves no timer of an invocation that %s', async (_, fail, errorType) => {
  const { environment, runtime, ended } = await startFake();
  runtime.next(() => {});
  await environment.ready;
  const outcome = environment.invoke(invocation);
  expect(vi.getTimerCount()).toBeGreaterThan(0);
  fail(runtime);
  expect(JSON.parse((await outcome).payload.toString())).toMatchObject({ errorType });
  await ended;
  expect(timersLeft()).toBe(0);
});

it.each<[string, (runtime: RuntimeEvents) => void]>([
  ['responds', (runtime) => runtime.respond('response', 'id', Buffer.from('1'), 1)],
  ['reports an error', (runtime) => runtime.respond('error', 'id', Buffer.from('{}'), 2)],
  [
    'responds with too much',
    (runtime) => runtime.respond('response', 'id', Buffer.alloc(0), maxResponseBytes + 1),
  ],
])('leaves no timer of an invocation that %s, once the runtime asks for the next', async (_, conclude) => {
  const { environment, runtime } = await startFake();
  runtime.next(() => {});
  await environment.ready;
  const outcome = environment.invoke(invocation);
  conclude(runtime);
  const { logTail } = await outcome;
  await logTail();
  runtime.next(() => {});
  expect(timersLeft()).toBe(0);
});

it('leaves no timer of an initialisation that fails', async () => {
  const { environment, runtime, ended } = await startFake();
  runtime.initError(Buffer.from('{"errorType":"Mine"}'));
  await environment.ready;
  await ended;
  expect(timersLeft()).toBe(0);
});

it('ends a runtime that has responded and then never asks for the next invocation', async () => {
  const { environment, runtime, ended } = await startFake();
  runtime.next(() => {});
  await environment.ready;
  const outcome = environment.invoke(invocation);
  runtime.respond('response', 'id', Buffer.from('1'), 1);
  await (await outcome).logTail();
  vi.advanceTimersByTime(3000);
  await ended;
});
