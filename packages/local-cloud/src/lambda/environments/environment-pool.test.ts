import { describe, expect, it } from 'vitest';
import { createPace } from './environment-pool.ts';

describe('the pace of a function', () => {
  it('is not known before its first run', () => {
    expect(createPace().usualMillis()).toBe(Number.POSITIVE_INFINITY);
  });

  it('settles where as many runs take longer as take less', () => {
    const pace = createPace();
    for (let run = 0; run < 300; run += 1) pace.note((run % 3) + 1);
    expect(pace.usualMillis()).toBeCloseTo(2, 0);
  });

  it('is not moved far by one run that was held up', () => {
    const pace = createPace();
    for (const millis of [0.1, 0.1, 0.1, 500]) pace.note(millis);
    expect(pace.usualMillis()).toBeLessThan(0.12);
  });
});
