import { afterEach, expect, it, vi } from 'vitest';
import { systemClock } from './clock.ts';

const dayMs = 86_400_000;
afterEach(() => {
  vi.useRealTimers();
});

it('waits longer than one timer of Node.js can, and then calls once', () => {
  vi.useFakeTimers();
  const callback = vi.fn();
  systemClock.at(systemClock.now() + 60 * dayMs, callback);
  vi.advanceTimersByTime(60 * dayMs - 1);
  expect(callback).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1 + 60 * dayMs);
  expect(callback).toHaveBeenCalledOnce();
});

it('does not call what was cancelled in the middle of a long wait', () => {
  vi.useFakeTimers();
  const callback = vi.fn();
  const cancel = systemClock.at(systemClock.now() + 60 * dayMs, callback);
  vi.advanceTimersByTime(30 * dayMs);
  cancel();
  expect(vi.getTimerCount()).toBe(0);
});

it('keeps no process alive', () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const cancel = systemClock.at(systemClock.now() + dayMs, () => {});
  expect(timers()).toBe(before);
  cancel();
});
