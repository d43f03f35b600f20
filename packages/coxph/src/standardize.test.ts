import { describe, expect, it } from 'vitest';
import { prepareCohort } from './index.ts';
import { standardize } from './standardize.ts';

const cohort = prepareCohort([4, 3, 2, 1], [1, 1, 1, 1]);

describe('standardize', () => {
  it('centres on the mean and scales to a mean absolute deviation of 1', () => {
    expect(standardize(cohort, Float64Array.of(2, 4, 6, 12))).toEqual({ center: 6, factor: 1 / 3 });
    expect(cohort.scratch.covariate).toEqual(Float64Array.of(-4 / 3, -2 / 3, 0, 2));
  });

  it('leaves a covariate of −1, 0 and 1 as it is', () => {
    expect(standardize(cohort, Float64Array.of(-1, 0, 1, 1))).toEqual({ center: 0, factor: 1 });
    expect(cohort.scratch.covariate).toEqual(Float64Array.of(-1, 0, 1, 1));
  });

  it('does not scale a constant', () => {
    expect(standardize(cohort, new Float64Array(4).fill(5))).toEqual({ center: 5, factor: 1 });
  });
});
