import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whenSettled } from './when-settled.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('responds when what the operation started is over, whatever else runs', async () => {
  const other = Promise.withResolvers<void>();
  const own = Promise.withResolvers<void>();
  const running = new Set([other.promise]);
  let hasResponded = false;
  const response = whenSettled(running, async (input: string) => {
    running.add(own.promise);
    return `done ${input}`;
  })('this').finally(() => {
    hasResponded = true;
  });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(hasResponded).toBe(false);
  own.resolve();
  expect(await response).toBe('done this');
  expect(vi.getTimerCount()).toBe(0);
});

it('responds after two seconds at the latest', async () => {
  const running = new Set<Promise<void>>();
  const response = whenSettled(running, async () => {
    running.add(new Promise(() => {}));
    return 'started';
  })();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await response).toBe('started');
});

it('rejects at once with what the operation refuses', async () => {
  const refuse = whenSettled(new Set(), () => Promise.reject(new Error('no such stack')));
  await expect(refuse()).rejects.toThrow('no such stack');
});
