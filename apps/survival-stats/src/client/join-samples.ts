import { prepareCohort } from '@samples/coxph';
import { AnalysisError } from './analysis-error.ts';
import type { Clinical } from './read-clinical.ts';

export interface JoinedSamples {
  readonly times: readonly number[];
  readonly events: readonly number[];
  /** Where each sample's values are in a row of the expression matrix. */
  readonly columns: readonly number[];
  /** What was left out, and why, for the report. */
  readonly dropped: { readonly withoutFollowUp: number; readonly withoutExpression: number };
}

/** Joins the columns of the expression matrix with the follow-up of their samples, in the order of the columns. */
export function joinSamples(header: readonly string[], { followUps }: Clinical): JoinedSamples {
  const samples = header.slice(1);
  const seen = new Set<string>();
  const twice = samples.find((sample) => seen.size === seen.add(sample).size);
  if (twice !== undefined) throw new AnalysisError(`The expression matrix has the sample ${twice} twice`);
  const joined = samples.flatMap((sample, index) => {
    const followUp = followUps.get(sample);
    return followUp ? [{ ...followUp, column: index + 1 }] : [];
  });
  const times = joined.map(({ time }) => time);
  const events = joined.map(({ event }) => event);
  checkCohort(times, events);
  return {
    times,
    events,
    columns: joined.map(({ column }) => column),
    dropped: {
      withoutFollowUp: samples.length - joined.length,
      withoutExpression: followUps.size - joined.length,
    },
  };
}

/** What the service would refuse for every gene is refused before the first request. */
function checkCohort(times: readonly number[], events: readonly number[]): void {
  try {
    prepareCohort(times, events);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AnalysisError(`The samples with both expression and follow-up cannot be analysed: ${reason}`);
  }
}
