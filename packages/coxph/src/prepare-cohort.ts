import { CohortError } from './cohort-error.ts';
import { rankTimes } from './rank-times.ts';
import { layOutRiskSets, type RiskSets } from './risk-sets.ts';

/** Follow-up of one set of samples, validated and sorted once, for any number of genes. */
export interface Cohort {
  readonly sampleCount: number;
  readonly eventCount: number;
  readonly riskSets: RiskSets;
  /** Room for one gene at a time, reused by each, so that fitting allocates next to nothing. */
  readonly scratch: Scratch;
}

export interface Scratch {
  readonly covariate: Float64Array;
  readonly risk: Float64Array;
  readonly totals: Float64Array;
  readonly means: Float64Array;
}

/**
 * Validates and sorts a cohort's follow-up.
 *
 * @param times follow-up of each sample, from 0 up, in any unit (hazard ratios do not depend on it)
 * @param events 1 where the event was observed at that time, 0 where the sample was censored
 * @throws CohortError for fewer than two samples, arrays of different length, times or events that are not as
 * described, and a cohort without any event
 */
export function prepareCohort(times: ArrayLike<number>, events: ArrayLike<number>): Cohort {
  const sampleCount = times.length;
  checkLengths(sampleCount, events.length);
  const follow = new Float64Array(times);
  const observed = new Float64Array(events);
  follow.forEach(checkTime);
  observed.forEach(checkEvent);
  const eventCount = observed.reduce((sum, event) => sum + event, 0);
  if (eventCount === 0) throw new CohortError('need samples with events: expected at least one 1 in events');
  const riskSets = layOutRiskSets(rankTimes(follow), observed);
  return { sampleCount, eventCount, riskSets, scratch: reserveScratch(riskSets, eventCount) };
}

function checkLengths(times: number, events: number): void {
  if (times !== events)
    throw new CohortError(`expected as many events as times (${times}), received ${events}`);
  if (times < 2) throw new CohortError(`expected at least 2 samples, received ${times}`);
}

function checkTime(time: number, index: number): void {
  if (!Number.isFinite(time) || time < 0)
    throw new CohortError(`expected a finite number from 0 up for times[${index}], received ${time}`);
}

function checkEvent(event: number, index: number): void {
  if (event !== 0 && event !== 1)
    throw new CohortError(`expected 0 or 1 for events[${index}], received ${event}`);
}

function reserveScratch(riskSets: RiskSets, events: number): Scratch {
  const samples = riskSets.timeOrder.length;
  return {
    covariate: new Float64Array(samples),
    risk: new Float64Array(riskSets.groupEnds.at(-1) ?? 0),
    totals: new Float64Array(events),
    means: new Float64Array(events),
  };
}
