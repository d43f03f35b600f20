import { describe, expect, it } from 'vitest';
import { CohortError, fitGene, prepareCohort } from './index.ts';

const values = Float64Array.of(2, 5, 3, 9, 4, 6);

describe('prepareCohort', () => {
  it.each([
    [[1, 2, 3], [1, 0], 'expected as many events as times (3), received 2'],
    [[1], [1], 'expected at least 2 samples, received 1'],
    [[], [], 'expected at least 2 samples, received 0'],
    [[1, 2], [0, 0], 'need samples with events: expected at least one 1 in events'],
    [[1, -2], [1, 0], 'expected a finite number from 0 up for times[1], received -2'],
    [[Number.NaN, 2], [1, 0], 'expected a finite number from 0 up for times[0], received NaN'],
    [
      [1, Number.POSITIVE_INFINITY],
      [1, 0],
      'expected a finite number from 0 up for times[1], received Infinity',
    ],
    [[1, 2], [1, 2], 'expected 0 or 1 for events[1], received 2'],
    [[1, 2], [Number.NaN, 1], 'expected 0 or 1 for events[0], received NaN'],
  ])('refuses times %j with events %j', (times, events, message) => {
    expect(() => prepareCohort(times, events)).toThrow(new CohortError(message));
  });

  it('counts samples and events', () => {
    expect(prepareCohort([1, 0, 4, 4], [1, 0, 1, 1])).toMatchObject({ sampleCount: 4, eventCount: 3 });
  });

  it('leaves the arrays it was given as they were', () => {
    const times = [3, 1, 2];
    fitGene(prepareCohort(times, [1, 0, 1]), Float64Array.of(1, 2, 4));
    expect(times).toEqual([3, 1, 2]);
  });

  it('counts times that differ by rounding noise as one time', () => {
    const noisy = prepareCohort([0.1 + 0.2, 0.3, 1, 2, 3, 4], [1, 1, 0, 1, 1, 0]);
    const tied = prepareCohort([0.3, 0.3, 1, 2, 3, 4], [1, 1, 0, 1, 1, 0]);
    expect(fitGene(noisy, values)).toEqual(fitGene(tied, values));
  });

  it('measures that noise by the mean time where times are large', () => {
    const noisy = prepareCohort([1e6 + 0.001, 1e6, 2e6, 3e6, 4e6, 5e6], [1, 1, 0, 1, 1, 0]);
    const tied = prepareCohort([1e6, 1e6, 2e6, 3e6, 4e6, 5e6], [1, 1, 0, 1, 1, 0]);
    expect(fitGene(noisy, values)).toEqual(fitGene(tied, values));
  });

  it('keeps times apart that differ by more', () => {
    const apart = prepareCohort([0.3 + 1e-6, 0.3, 1, 2, 3, 4], [1, 1, 0, 1, 1, 0]);
    const tied = prepareCohort([0.3, 0.3, 1, 2, 3, 4], [1, 1, 0, 1, 1, 0]);
    expect(fitGene(apart, values).coefficient).not.toBe(fitGene(tied, values).coefficient);
  });
});
