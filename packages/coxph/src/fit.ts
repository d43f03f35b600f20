import type { Maximum } from './maximize.ts';
import { twoSidedNormalTail } from './normal-tail.ts';
import { exponential } from './risk-scores.ts';

/** A gene's Cox model. Each number is finite, or null where the data determine none; then `warning` says why. */
export interface Fit {
  /** β, the log hazard ratio for one unit of the values. */
  readonly coefficient: number | null;
  /** e^β */
  readonly hazardRatio: number | null;
  /** Of β, from the inverse information. */
  readonly standardError: number | null;
  /** Of β, from the squared score residuals. */
  readonly robustStandardError: number | null;
  /** β / robustStandardError */
  readonly z: number | null;
  /** Two-sided, from the normal distribution. */
  readonly p: number | null;
  /** Newton's steps, at most 20. */
  readonly iterations: number;
  readonly warning?: string;
}

/** Brings a maximum back to the unit of the values, which were multiplied by `factor`. */
export function reportFit(maximum: Maximum, factor: number, residualNorm: number): Fit {
  const { iterations, converged, variance } = maximum;
  if (converged && variance === 0) return { ...undetermined, iterations };
  const coefficient = maximum.coefficient * factor;
  const robust = residualNorm * Math.abs(variance) * factor;
  const z = coefficient / robust;
  const fit = {
    coefficient: finiteOrNull(coefficient),
    hazardRatio: finiteOrNull(exponential(coefficient)),
    standardError: finiteOrNull(Math.sqrt(variance) * factor),
    robustStandardError: finiteOrNull(robust),
    z: finiteOrNull(z),
    p: finiteOrNull(twoSidedNormalTail(z)),
    iterations,
  };
  const warning = doubtOf(maximum, factor) ?? lackOf(fit);
  return warning === undefined ? fit : { ...fit, warning };
}

const unknown = {
  coefficient: null,
  hazardRatio: null,
  standardError: null,
  robustStandardError: null,
  z: null,
  p: null,
} as const;

const undetermined = {
  ...unknown,
  warning: 'The values do not vary among the samples at risk: no coefficient can be estimated',
} as const;

/** The fit of finite values whose sum, or whose distances from their mean, exceed what a double holds. */
export const overflowed: Fit = {
  ...unknown,
  iterations: 0,
  warning: 'The sums of the values are too large for a double: divide the values by a constant',
};

const finiteOrNull = (value: number) => (Number.isFinite(value) ? value : null);

/** R's `coxph` warns of the same, by the same limits: `eps` and `toler.inf` = √eps of `coxph.control`. */
function doubtOf({ converged, coefficient, score, variance }: Maximum, factor: number): string | undefined {
  if (!converged) return 'Ran out of iterations and did not converge';
  const nextStep = Math.abs(score * variance);
  if (nextStep * factor > 1e-9 && nextStep > Math.sqrt(1e-9) * Math.abs(coefficient))
    return 'Loglik converged before variable 1; coefficient may be infinite';
  return undefined;
}

function lackOf(fit: Fit): string | undefined {
  if (fit.hazardRatio === null) return 'The hazard ratio is too large for a double';
  if (fit.z === null) return 'The robust standard error is no positive number: no z follows from it';
  return undefined;
}
