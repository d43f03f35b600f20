import { CohortError } from './cohort-error.ts';
import { type Fit, overflowed, reportFit } from './fit.ts';
import { maximizeLikelihood } from './maximize.ts';
import type { Cohort } from './prepare-cohort.ts';
import { recomputeUncentered } from './recompute-uncentered.ts';
import { sumSquaredResiduals } from './robust-variance.ts';
import { standardize } from './standardize.ts';

/** In mean absolute deviations: a mean further from 0 leaves more than 1e-12 of rounding noise in R's own result. */
const farFromZero = 100;

/**
 * Fits R's `coxph(Surv(times, events) ~ values + cluster(1:n))`: one covariate, Efron's ties, robust variance.
 * Takes a time proportional to the number of samples, and reuses the cohort's scratch arrays.
 *
 * @param values one finite number a sample, in the order of the cohort's times, in any unit
 * @throws CohortError where `values` does not have the cohort's length, or holds anything but finite numbers
 */
export function fitGene(cohort: Cohort, values: Float64Array): Fit {
  const { sampleCount } = cohort;
  if (values.length !== sampleCount)
    throw new CohortError(`expected one value per sample (${sampleCount}), received ${values.length}`);
  const standardization = standardize(cohort, values);
  const { center, factor } = standardization;
  if (!Number.isFinite(center) || factor === 0) {
    values.forEach(checkValue);
    return overflowed;
  }

  const maximum = maximizeLikelihood(cohort);
  const coefficient = maximum.coefficient * factor;
  if (Math.abs(center * factor) > farFromZero)
    recomputeUncentered(cohort, values, coefficient, standardization);
  return reportFit(maximum, factor, Math.sqrt(sumSquaredResiduals(cohort)));
}

function checkValue(value: number, index: number): void {
  if (!Number.isFinite(value))
    throw new CohortError(`expected a finite number for values[${index}], received ${value}`);
}
