import { fitGene, prepareCohort } from '@samples/coxph';
import { describe, expect, it } from 'vitest';
import { type CohortRecipe, defaultRecipe, synthesizeCohort } from './synthesize-cohort.ts';

const recipe: CohortRecipe = { ...defaultRecipe, samples: 400, genes: 30, effects: 2, effectSize: 0.4 };

const expressionOf = (changes: Partial<CohortRecipe>) => [
  ...synthesizeCohort({ ...recipe, ...changes }).expression(),
];

describe('a synthetic cohort', () => {
  it('is the same for the same seed, and differs for another one', () => {
    expect(expressionOf({})).toEqual(expressionOf({}));
    expect(synthesizeCohort(recipe).clinical).toEqual(synthesizeCohort(recipe).clinical);
    expect(expressionOf({ seed: 2 })).not.toEqual(expressionOf({}));
  });

  it('has genes that change the hazard, and genes that do not', () => {
    const { clinical, expression } = synthesizeCohort(recipe);
    const cohort = prepareCohort(
      clinical.map(({ time }) => time),
      clinical.map(({ event }) => event),
    );
    const fits = [...expression()].map(({ values }) =>
      fitGene(
        cohort,
        Float64Array.from(values, (value) => value ?? 0),
      ),
    );
    expect(fits[0]?.p).toBeLessThan(1e-6);
    expect(fits[0]?.hazardRatio).toBeGreaterThan(1.2);
    expect(fits[1]?.hazardRatio).toBeLessThan(0.8);
    expect(fits.slice(2).filter(({ p }) => (p ?? 0) < 1e-4)).toEqual([]);
  });

  it('has the censoring, the ties and the missing values of its options', () => {
    const { clinical } = synthesizeCohort({ ...recipe, censoring: 0.8, ties: 100 });
    expect(clinical.filter(({ event }) => event === 0).length).toBeGreaterThan(280);
    expect(clinical.every(({ time }) => time % 100 === 0)).toBe(true);
    expect(new Set(synthesizeCohort({ ...recipe, ties: 0 }).clinical.map(({ time }) => time)).size).toBe(400);
    const values = expressionOf({ missing: 0.1 }).flatMap((row) => row.values);
    const missing = values.filter((value) => value === null).length / values.length;
    expect(missing).toBeGreaterThan(0.08);
    expect(missing).toBeLessThan(0.12);
    expect(expressionOf({}).flatMap((row) => row.values)).not.toContain(null);
  });
});
