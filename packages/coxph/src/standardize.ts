import type { Cohort } from './prepare-cohort.ts';
import type { RiskSets } from './risk-sets.ts';

/** covariate = (value − center) · factor */
export interface Standardization {
  readonly center: number;
  readonly factor: number;
}

/**
 * Puts a gene's values into `scratch.covariate`, in slot order, centred on their mean and divided by their mean
 * absolute deviation, so that Newton's steps see numbers of one size whatever the unit. A covariate of only −1, 0
 * and 1 stays as it is. Source: R survival, `coxph` (`nocenter`); its sums run by ascending time, and so do these.
 */
export function standardize(
  { riskSets, scratch: { covariate } }: Cohort,
  values: Float64Array,
): Standardization {
  const sum = gather(riskSets, values, covariate);
  if (isIndicator(covariate)) return { center: 0, factor: 1 };
  const center = sum / covariate.length;
  const deviation = subtract(riskSets, covariate, center);
  const factor = deviation > 0 ? covariate.length / deviation : 1;
  for (let slot = 0; slot < covariate.length; slot++) covariate[slot] = (covariate[slot] ?? 0) * factor;
  return { center, factor };
}

function gather({ timeOrder, slots }: RiskSets, values: Float64Array, covariate: Float64Array): number {
  let sum = 0;
  for (let rank = 0; rank < timeOrder.length; rank++) {
    const value = values[timeOrder[rank] ?? 0] ?? 0;
    sum += value;
    covariate[slots[rank] ?? 0] = value;
  }
  return sum;
}

function isIndicator(covariate: Float64Array): boolean {
  return covariate.every((value) => value === 0 || value === 1 || value === -1);
}

function subtract({ slots }: RiskSets, covariate: Float64Array, center: number): number {
  let deviation = 0;
  for (let rank = 0; rank < slots.length; rank++) {
    const slot = slots[rank] ?? 0;
    const centered = (covariate[slot] ?? 0) - center;
    covariate[slot] = centered;
    deviation += Math.abs(centered);
  }
  return deviation;
}
