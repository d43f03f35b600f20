import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CohortError, type Fit, fitGene, prepareCohort } from './index.ts';

const cohort = prepareCohort([5, 8, 8, 12, 15, 21, 21, 30], [1, 1, 0, 1, 1, 1, 1, 0]);
const values = Float64Array.of(3.1, 2.2, 4.8, 1.4, 3.9, 2.7, 1.1, 0.6);

describe('fitGene', () => {
  it('refuses values of another length than the cohort', () => {
    const message = 'expected one value per sample (8), received 7';
    expect(() => fitGene(cohort, values.subarray(1))).toThrow(new CohortError(message));
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses the value %d and says where it is', (value) => {
    const message = `expected a finite number for values[3], received ${value}`;
    expect(() => fitGene(cohort, values.with(3, value))).toThrow(new CohortError(message));
  });

  it('estimates nothing from a constant', () => {
    expect(
      fitGene(
        cohort,
        values.map(() => 5.3),
      ),
    ).toEqual({
      coefficient: null,
      hazardRatio: null,
      standardError: null,
      robustStandardError: null,
      z: null,
      p: null,
      iterations: 1,
      warning: 'The values do not vary among the samples at risk: no coefficient can be estimated',
    });
  });

  it.each([
    ['sum', [1e308, 1e308, 1, 2, 3, 4, 5, 6]],
    ['distances from the mean', [1e308, -1e308, 1, 2, 3, 4, 5, 6]],
  ])('says that the %s of the values overflows', (_what, huge) => {
    expect(fitGene(cohort, Float64Array.from(huge))).toEqual({
      coefficient: null,
      hazardRatio: null,
      standardError: null,
      robustStandardError: null,
      z: null,
      p: null,
      iterations: 0,
      warning: 'The sums of the values are too large for a double: divide the values by a constant',
    });
  });

  it('warns of a likelihood without a maximum', () => {
    const ordered = prepareCohort([1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 1, 1, 1, 1, 1, 0]);
    const { iterations, warning } = fitGene(ordered, Float64Array.of(8, 7, 6, 5, 4, 3, 2, 1));
    expect({ iterations, warning }).toEqual({
      iterations: 20,
      warning: 'Ran out of iterations and did not converge',
    });
  });

  it('says that a hazard ratio is too large for a double', () => {
    const { coefficient, hazardRatio, p, warning } = fitGene(
      cohort,
      values.map((value) => value * 1e-6),
    );
    expect(Math.abs(coefficient ?? 0)).toBeGreaterThan(1e5);
    expect(hazardRatio).toBeNull();
    expect(p).toBeCloseTo(fitGene(cohort, values).p ?? 0, 12);
    expect(warning).toBe('The hazard ratio is too large for a double');
  });

  it('returns the same result whatever gene came before', () => {
    const first = fitGene(cohort, values);
    fitGene(
      cohort,
      values.map((value) => 1e5 + value ** 3),
    );
    expect(fitGene(cohort, values)).toEqual(first);
  });
});

const sample = fc.record({
  time: fc.integer({ min: 0, max: 30 }),
  event: fc.integer({ min: 0, max: 1 }),
  value: fc.integer({ min: -1000, max: 1000 }),
});
const samples = fc
  .array(sample, { minLength: 8, maxLength: 60 })
  .filter((drawn) => drawn.filter(({ event }) => event === 1).length > 3);

describe('fitGene, on any samples,', () => {
  it('does not depend on their order', () => {
    const shuffled = samples.chain((drawn) =>
      fc.tuple(fc.constant(drawn), fc.shuffledSubarray(drawn, { minLength: drawn.length })),
    );
    fc.assert(
      fc.property(shuffled, ([drawn, other]) => expectAlike(fitSamples(drawn), fitSamples(other), 1)),
    );
  });

  it('scales the coefficient against the values, and p not at all', () => {
    const scaled = fc.tuple(samples, fc.constantFrom(3, 0.001, 1000, -7));
    fc.assert(
      fc.property(scaled, ([drawn, scale]) =>
        expectAlike(
          fitSamples(drawn),
          fitSamples(drawn.map((one) => ({ ...one, value: one.value * scale }))),
          scale,
        ),
      ),
    );
  });

  it('gives finite numbers or null, and says why it is null', () => {
    const wild = fc.array(
      fc.record({
        time: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
        event: fc.integer({ min: 0, max: 1 }),
        value: fc.double({ noNaN: true, noDefaultInfinity: true }),
      }),
      { minLength: 2, maxLength: 30 },
    );
    const withEvents = wild.filter((drawn) => drawn.some(({ event }) => event === 1));
    fc.assert(
      fc.property(withEvents, (drawn) => {
        const { warning, ...numbers } = fitSamples(drawn);
        for (const number of Object.values(numbers)) expect(number ?? 0).toSatisfy(Number.isFinite);
        if (Object.values(numbers).includes(null)) expect(warning).toBeTypeOf('string');
      }),
      { numRuns: 1000 },
    );
  });
});

interface Sample {
  readonly time: number;
  readonly event: number;
  readonly value: number;
}

function fitSamples(drawn: readonly Sample[]): Fit {
  const times = drawn.map(({ time }) => time);
  const events = drawn.map(({ event }) => event);
  return fitGene(
    prepareCohort(times, events),
    Float64Array.from(drawn, ({ value }) => value),
  );
}

/** Only where there is a maximum: beyond that rounding decides. */
function expectAlike(one: Fit, other: Fit, scale: number): void {
  if (one.warning || other.warning) return;
  expect(ratio((other.coefficient ?? 0) * scale, one.coefficient)).toBeCloseTo(1, 6);
  expect(ratio(other.p, one.p)).toBeCloseTo(1, 6);
}

function ratio(above: number | null, below: number | null): number {
  return above === below ? 1 : (above ?? 0) / (below ?? 0);
}
