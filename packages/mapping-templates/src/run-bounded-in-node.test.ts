import { expect, it } from 'vitest';
import { runBounded } from './run-bounded-in-node.ts';

const lock = new Int32Array(new SharedArrayBuffer(4));

it('runs a function to its end', () => {
  const ran: string[] = [];
  expect(runBounded(() => void ran.push('here'), 100)).toBe(true);
  expect(ran).toEqual(['here']);
});

it('passes on what the function throws', () => {
  const failing = () => {
    throw new RangeError('too much');
  };
  expect(() => runBounded(failing, 100)).toThrow(new RangeError('too much'));
});

it('tries again what a busy machine gave no time', () => {
  let attempts = 0;
  const run = () => {
    attempts += 1;
    if (attempts === 1) Atomics.wait(lock, 0, 0, 60_000);
  };
  expect([runBounded(run, 100), attempts]).toEqual([true, 2]);
});

it('ends what uses up its time, and can be used again', () => {
  const endless = () => {
    for (;;) lock[0] = 1 - (lock[0] ?? 0);
  };
  expect(runBounded(endless, 100)).toBe(false);
  expect(runBounded(() => undefined, 100)).toBe(true);
});
