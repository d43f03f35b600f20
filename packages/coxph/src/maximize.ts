import { type Likelihood, passOverRiskSets } from './efron-pass.ts';
import type { Cohort } from './prepare-cohort.ts';
import { fillRiskScores } from './risk-scores.ts';

/** Where Newton's method stopped, for the standardised covariate; `scratch` holds the sums of that place. */
export interface Maximum {
  readonly coefficient: number;
  /** The derivative of the log likelihood, 0 at a true maximum. */
  readonly score: number;
  /** The naive variance, the inverse information; 0 where that is singular, 0 or less where it is rounding noise. */
  readonly variance: number;
  readonly iterations: number;
  readonly converged: boolean;
}

const maxIterations = 20;
const tolerance = 1e-9;

/**
 * Newton–Raphson from β = 0 by the rule of R survival's `coxph.control`: at most 20 iterations, done when
 * |1 − ℓ_old/ℓ_new| ≤ 1e-9; a step that lowers the likelihood or leaves the numbers is taken back by a half, then
 * two thirds of the rest, and so on. The result is the value at that stop, 5e-10 from the true maximum.
 */
export function maximizeLikelihood(cohort: Cohort): Maximum {
  let coefficient = 0;
  let best = evaluate(cohort, coefficient);
  let candidate = newtonStep(best);
  let setbacks = 0;
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    const next = evaluate(cohort, candidate);
    const finite = Number.isFinite(next.score) && Number.isFinite(next.logLikelihood);
    if (finite && Math.abs(1 - best.logLikelihood / next.logLikelihood) <= tolerance)
      return {
        coefficient: candidate,
        score: next.score,
        variance: isSingular(next.information) ? 0 : 1 / next.information,
        iterations,
        converged: true,
      };
    if (finite && next.logLikelihood >= best.logLikelihood) {
      setbacks = 0;
      best = next;
      coefficient = candidate;
      candidate += newtonStep(next);
    } else {
      setbacks += 1;
      candidate = (candidate + setbacks * coefficient) / (setbacks + 1);
    }
  }
  const { score, information } = evaluate(cohort, coefficient);
  const variance = information > 0 ? 1 / information : information;
  return { coefficient, score, variance, iterations: maxIterations, converged: false };
}

function evaluate({ riskSets, scratch }: Cohort, coefficient: number): Likelihood {
  fillRiskScores(scratch.covariate, coefficient, scratch.risk);
  return passOverRiskSets(riskSets, scratch, coefficient);
}

function newtonStep({ score, information }: Likelihood): number {
  return isSingular(information) ? 0 : score / information;
}

/** `toler.chol` compares a pivot with the largest one: with a single covariate that leaves its sign and size. */
function isSingular(information: number): boolean {
  return !(information > 0 && information < Number.POSITIVE_INFINITY);
}
