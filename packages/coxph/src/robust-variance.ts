import type { Cohort } from './prepare-cohort.ts';

/**
 * The sum of the squared score residuals of all samples,
 *
 *   residual_i = ∫ (x_i − x̄(t)) (dN_i(t) − Y_i(t) e^βx_i dΛ(t)),
 *
 * from the risk scores, totals and means in `scratch`, in one walk from the first event to the last. Times the
 * squared naive variance it is the robust (sandwich) variance with every sample a cluster of its own. Source: Lin &
 * Wei 1989; with Efron's ties, as in R survival's `residuals.coxph`, of m tied events the k-th hazard counts k/m
 * for those who have the event.
 *
 * `lag` is Σ dΛ · (x̄ − center), and the center moves along with the newest mean: where the newest hazard outgrows
 * all others, as in a likelihood without a maximum, nothing large is left to cancel.
 */
export function sumSquaredResiduals({ riskSets, scratch }: Cohort): number {
  const { deathStarts, groupEnds } = riskSets;
  const { covariate, risk, totals, means } = scratch;
  let sum = 0;
  let hazard = 0;
  let lag = 0;
  let previousCenter = 0;
  let slot = risk.length - 1;
  let event = totals.length - 1;
  for (let group = groupEnds.length - 1; group >= 0; group--) {
    const deathStart = deathStarts[group] ?? 0;
    const ties = slot + 1 - deathStart;
    const center = means[event] ?? 0;
    lag += hazard * (previousCenter - center);
    let deadHazard = hazard;
    let deadLag = lag;
    let meanLag = 0;
    for (let k = ties; k > 0; k--, event--) {
      const jump = 1 / (totals[event] ?? 0);
      const fromCenter = (means[event] ?? 0) - center;
      const share = ties === 1 ? 1 : k / ties;
      hazard += jump;
      lag += jump * fromCenter;
      deadHazard += jump * share;
      deadLag += jump * share * fromCenter;
      meanLag += fromCenter;
    }
    if (ties > 1) meanLag /= ties;
    for (; slot >= deathStart; slot--) {
      const x = (covariate[slot] ?? 0) - center;
      const residual = x - meanLag - (risk[slot] ?? 0) * (x * deadHazard - deadLag);
      sum += residual * residual;
    }
    const start = group === 0 ? 0 : (groupEnds[group - 1] ?? 0);
    for (; slot >= start; slot--) {
      const residual = (risk[slot] ?? 0) * (((covariate[slot] ?? 0) - center) * hazard - lag);
      sum += residual * residual;
    }
    previousCenter = center;
  }
  return sum;
}
