import { expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import type { Outcome } from './environments/environment.ts';
import type { FunctionRecord, FunctionVersion } from './function-record.ts';
import { runInvocation } from './run-invocation.ts';
import type { LambdaState } from './state.ts';

const outcome: Outcome = { payload: Buffer.alloc(0), isError: false, logTail: async () => '' };
const invocation = { requestId: 'id', payload: '{}', traceId: 'trace' };

/** A function whose invocations end when the test says so. */
function heldFunction(reservedConcurrency?: number) {
  const latest = { configuration: { Version: '$LATEST' } } as FunctionVersion;
  const record = { name: 'held', latest, reservedConcurrency, running: 0 } as FunctionRecord;
  const ends: ((outcome: Outcome) => void)[] = [];
  const fleet = { run: () => new Promise<Outcome>((resolve) => ends.push(resolve)) };
  const state = { account: defaultAccount, fleet, running: 0 } as unknown as LambdaState;
  return {
    start: () => runInvocation(state, { record, qualifier: undefined }, invocation),
    endOne: () => ends.pop()?.(outcome),
  };
}

it.each([
  ['LA-15: an account', undefined, 1000, 'ConcurrentInvocationLimitExceeded'],
  ['LA-14: a function', 3, 3, 'ReservedFunctionConcurrentInvocationLimitExceeded'],
])('%s with the reserved concurrency %s runs %i invocations at once', async (_, reserved, most, Reason) => {
  const { start, endOne } = heldFunction(reserved);
  const running = Array.from({ length: most }, start);
  const tooMany = expect.objectContaining({
    code: 'TooManyRequestsException',
    statusCode: 429,
    fields: { Type: 'User', Reason },
  });
  await expect(start()).rejects.toEqual(tooMany);

  endOne();
  await Promise.race(running);
  running.push(start());
  await expect(start()).rejects.toEqual(tooMany);

  for (const _run of running) endOne();
  await Promise.all(running);
});
