import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fitGene, prepareCohort } from '../src/index.ts';
import { toAnswer } from './ask-r.ts';
import { randomDataSets } from './data-sets.ts';
import { distance, expectAgreement } from './expect-agreement.ts';

const folder = join(import.meta.dirname, 'data');

interface Request {
  readonly times: readonly number[];
  readonly events: readonly number[];
  readonly values_by_record: readonly (readonly number[])[];
  readonly expected: { readonly statistics_list: readonly { hazard: number; pval: number }[] };
}

describe('fitGene gives the published numbers', () => {
  it.each(['unit', 'tcga-brca'])('of %s.json', (name) => {
    const request: Request = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
    const cohort = prepareCohort(request.times, request.events);
    const fits = request.values_by_record.map((values) => fitGene(cohort, Float64Array.from(values)));
    expect(fits).toHaveLength(2);
    for (const [index, { hazardRatio, p }] of fits.entries()) {
      const { hazard = null, pval = null } = request.expected.statistics_list[index] ?? {};
      expect(distance(hazardRatio, hazard)).toBeLessThan(1e-12);
      expect(distance(p, pval)).toBeLessThan(1e-10);
    }
  });

  it('of all 76 probes of GSE7390', () => {
    const clinical = readTable('clinical.csv');
    const cohort = prepareCohort(column(clinical, 1), column(clinical, 2));
    const expected = readTable('expected.csv');
    const probes = readTable('expression.csv');
    expect(probes).toHaveLength(76);
    for (const [index, [name, ...values]] of probes.entries()) {
      const fit = fitGene(cohort, Float64Array.from(values, Number));
      const [probe, ...numbers] = expected[index] ?? [];
      const [hazard = null, p = null, coefficient = null, error = null, robust = null] = numbers.map(Number);
      expect(probe).toBe(name);
      expect(distance(fit.hazardRatio, hazard)).toBeLessThan(1e-12);
      expect(distance(fit.coefficient, coefficient)).toBeLessThan(1e-12);
      expect(distance(fit.standardError, error)).toBeLessThan(1e-12);
      expect(distance(fit.robustStandardError, robust)).toBeLessThan(1e-12);
      expect(distance(fit.p, p)).toBeLessThan(1e-10);
    }
  });
});

const { seed, rounds, answers } = JSON.parse(readFileSync(join(folder, 'random.json'), 'utf8'));
const dataSets = randomDataSets(seed, rounds);
const families = [...new Set(dataSets.map(({ family }) => family))];

describe('fitGene gives the numbers R once gave', () => {
  it.each(families)('for %s', (family) => {
    const ofFamily = [...dataSets.entries()].filter(([, dataSet]) => dataSet.family === family);
    expect(ofFamily).toHaveLength(rounds);
    for (const [index, dataSet] of ofFamily) expectAgreement(dataSet, toAnswer(answers[index]));
  });
});

describe('fitGene, far from zero,', () => {
  it('rounds as R does, which is further from the truth than 1e-12', () => {
    const shifted = [...dataSets.entries()].filter(([, { family }]) => family === 'shifted by 1e5');
    const near = shifted.filter(([index, { times, events, values }]) => {
      const { p } = fitGene(prepareCohort(times, events), values);
      return distance(p, toAnswer(answers[index]).p) < 1e-12;
    });
    expect(near.length).toBeGreaterThanOrEqual(rounds - 1);
  });
});

function readTable(name: string): string[][] {
  const [, ...rows] = readFileSync(join(folder, 'gse7390', name), 'utf8')
    .trim()
    .split('\n');
  return rows.map((row) => row.split(','));
}

function column(rows: readonly string[][], place: number): number[] {
  return rows.map((row) => Number(row[place]));
}
