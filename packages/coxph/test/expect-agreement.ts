import { expect } from 'vitest';
import { fitGene, prepareCohort } from '../src/index.ts';
import type { Answer } from './ask-r.ts';
import type { DataSet } from './data-sets.ts';

/**
 * Expects what R returned: e^β to 1e-12 and p to 1e-10 of its size; 1e-6 and 1e-4 where R itself warns or the values
 * are scaled by a million.
 */
export function expectAgreement({ family, times, events, values }: DataSet, answer: Answer): void {
  const fit = fitGene(prepareCohort(times, events), values);
  const isLoose = answer.warning !== 0 || family.startsWith('scaled');
  const [close, closeTail] = isLoose ? [1e-6, 1e-4] : [1e-12, 1e-10];
  const check = (name: Exclude<keyof Answer, 'warning'>, limit: number) => {
    const about = `${name} of "${family}", ${times.length} samples`;
    expect(distance(fit[name], answer[name]), about).toBeLessThan(limit);
  };
  check('coefficient', close);
  check('hazardRatio', close);
  check('p', closeTail);
  if (!isLoose) {
    check('standardError', close);
    check('robustStandardError', closeTail);
    check('z', closeTail);
  }
  expect(fit.iterations).toBe(Math.min(20, answer.iterations ?? Number.NaN));
  expect(fit.warning ?? '').toMatch(warnings[answer.warning ?? 0] ?? '');
}

/** R's warning, by its number; where R is silent only what keeps a number from being given is said. */
const warnings = [
  /^$|^The values do not vary|^The robust standard error is no positive number|^The hazard ratio is too large/,
  /^Ran out of iterations and did not converge$/,
  /^Loglik converged before variable 1; coefficient may be infinite$/,
];

/** Relative to `theirs`; 0 where both are the same or both null. */
export function distance(ours: number | null, theirs: number | null): number {
  if (ours === theirs) return 0;
  if (ours === null || theirs === null) return Number.POSITIVE_INFINITY;
  return Math.abs(ours - theirs) / Math.abs(theirs);
}
