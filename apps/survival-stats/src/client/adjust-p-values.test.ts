import { describe, expect, it } from 'vitest';
import { adjustPValues } from './adjust-p-values.ts';

describe('adjustPValues', () => {
  it('returns the result of p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.8), "BH") in R', () => {
    const qs = adjustPValues([0.01, 0.04, 0.03, 0.005, 0.8]);
    for (const [index, q] of [0.025, 0.05, 0.05, 0.025, 0.8].entries()) expect(qs[index]).toBeCloseTo(q, 14);
  });

  it('does not count a gene without p as a test', () => {
    expect(adjustPValues([null, 0.25, null, 0.5])).toEqual([null, 0.5, null, 0.5]);
    expect(adjustPValues([null])).toEqual([null]);
    expect(adjustPValues([])).toEqual([]);
  });

  it('gives equal p equal q, and never more than 1', () => {
    expect(adjustPValues([0.9, 0.9, 1, 0])).toEqual([1, 1, 1, 0]);
  });
});
