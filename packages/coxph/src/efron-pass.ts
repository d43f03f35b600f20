import type { Scratch } from './prepare-cohort.ts';
import type { RiskSets } from './risk-sets.ts';

/** The log partial likelihood, its first derivative and its negative second one by the coefficient. */
export interface Likelihood {
  readonly logLikelihood: number;
  readonly score: number;
  readonly information: number;
}

/**
 * One pass over the risk sets, O(n). For m tied events D at a time, with sums over the risk set R:
 *
 *   ℓ(β) = Σ_times [ Σ_D βx − Σ_{d<m} log(Σ_R e^βx − d/m · Σ_D e^βx) ]
 *
 * Sources: Cox 1972 for the partial likelihood, Efron 1977 for the ties. The additions run in the order of R
 * survival's `coxph`, where they decide the last bits. Leaves each event's total and mean in `scratch`.
 */
export function passOverRiskSets(
  { deathStarts, groupEnds }: RiskSets,
  { covariate, risk, totals, means }: Scratch,
  coefficient: number,
): Likelihood {
  let eventX = 0;
  let score = 0;
  let information = 0;
  let total = 0;
  let totalX = 0;
  let totalXx = 0;
  let slot = 0;
  let event = 0;
  for (let group = 0; group < groupEnds.length; group++) {
    const deathStart = deathStarts[group] ?? 0;
    for (; slot < deathStart; slot++) {
      const x = covariate[slot] ?? 0;
      const weight = risk[slot] ?? 0;
      total += weight;
      totalX += weight * x;
      totalXx += weight * x * x;
    }
    const end = groupEnds[group] ?? 0;
    let step = 0;
    let stepX = 0;
    let stepXx = 0;
    for (; slot < end; slot++) {
      const x = covariate[slot] ?? 0;
      const weight = risk[slot] ?? 0;
      step += weight;
      stepX += weight * x;
      stepXx += weight * x * x;
      eventX += x;
      score += x;
    }
    const ties = end - deathStart;
    if (ties > 1) {
      step /= ties;
      stepX /= ties;
      stepXx /= ties;
    }
    for (const last = event + ties; event < last; event++) {
      total += step;
      totalX += stepX;
      totalXx += stepXx;
      const mean = totalX / total;
      score -= mean;
      information += (totalXx - mean * totalX) / total;
      totals[event] = total;
      means[event] = mean;
    }
  }
  return { logLikelihood: coefficient * eventX - sumOfLogs(totals), score, information };
}

/** Takes one logarithm of the product of many totals: they are a third of the time otherwise. */
function sumOfLogs(totals: Float64Array): number {
  let sum = 0;
  let product = 1;
  for (let event = 0; event < totals.length; event++) {
    const total = totals[event] ?? 0;
    const next = product * total;
    if (next < 1e150 && next > 1e-150) {
      product = next;
    } else {
      sum += Math.log(product);
      product = total;
    }
  }
  return sum + Math.log(product);
}
