import type { Cohort } from './prepare-cohort.ts';
import { exponential } from './risk-scores.ts';
import type { Standardization } from './standardize.ts';

/**
 * Computes again, from the values as they came, what the robust variance needs: risk scores, and the total and mean
 * of the risk set at each event, all left standardised in `scratch`. R survival's `residuals.coxph` does not centre
 * first, so for values far from 0 (1e5 ± 1) its result holds rounding noise of 1e-11. Agreement there means noise
 * of the same kind: the same operations in the same order.
 */
export function recomputeUncentered(
  { riskSets, scratch }: Cohort,
  values: Float64Array,
  coefficient: number,
  standardization: Standardization,
): void {
  const { timeOrder, slots, deathStarts, groupEnds } = riskSets;
  const { covariate, risk, means } = scratch;
  const { center, factor } = standardization;
  for (let rank = 0; rank < timeOrder.length; rank++)
    covariate[slots[rank] ?? 0] = values[timeOrder[rank] ?? 0] ?? 0;
  for (let slot = 0; slot < risk.length; slot++)
    risk[slot] = exponential((covariate[slot] ?? 0) * coefficient - coefficient * center);
  sumRiskSets(deathStarts, groupEnds, scratch);
  for (let slot = 0; slot < risk.length; slot++) covariate[slot] = ((covariate[slot] ?? 0) - center) * factor;
  for (let event = 0; event < means.length; event++) means[event] = ((means[event] ?? 0) - center) * factor;
}

function sumRiskSets(
  deathStarts: Int32Array,
  groupEnds: Int32Array,
  { covariate, risk, totals, means }: Cohort['scratch'],
): void {
  let total = 0;
  let totalX = 0;
  let slot = 0;
  let event = 0;
  for (let group = 0; group < groupEnds.length; group++) {
    const deathStart = deathStarts[group] ?? 0;
    const end = groupEnds[group] ?? 0;
    let dead = 0;
    let deadX = 0;
    for (; slot < end; slot++) {
      const weight = risk[slot] ?? 0;
      const weightX = weight * (covariate[slot] ?? 0);
      total += weight;
      totalX += weightX;
      if (slot >= deathStart) {
        dead += weight;
        deadX += weightX;
      }
    }
    const ties = end - deathStart;
    for (let left = ties - 1; left >= 0; left--, event++) {
      const share = left / ties;
      totals[event] = total - share * dead;
      means[event] = (totalX - share * deadX) / (total - share * dead);
    }
  }
}
