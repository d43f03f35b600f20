import { expect, it } from 'vitest';
import { createPendingChallenges } from './pending-challenges.ts';

it('forgets the oldest of more than a thousand', () => {
  const pending = createPendingChallenges<number>(Date.now);
  const tokens = Array.from({ length: 1001 }, (_, index) => pending.open(index, 60_000));
  expect(pending.take(tokens[0] ?? '')).toBe('unknown');
  expect(pending.take(tokens[1] ?? '')).toBe(1);
});
