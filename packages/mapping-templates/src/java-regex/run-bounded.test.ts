import { expect, it } from 'vitest';
import { boundedRunner } from './run-bounded.ts';

const lock = new Int32Array(new SharedArrayBuffer(4));

it('tries again what a busy machine gave no time', () => {
  let attempts = 0;
  const result = boundedRunner()(() => {
    attempts += 1;
    if (attempts === 1) Atomics.wait(lock, 0, 0, 60_000);
    return 'matched';
  });
  expect([result, attempts]).toEqual(['matched', 2]);
});

it('ends what uses its time up', () => {
  const endless = () => {
    for (;;) lock[0] = 1 - (lock[0] ?? 0);
  };
  expect(() => boundedRunner()(endless)).toThrow('A regular expression takes more than 100 ms');
});
