import { CohortError, type Fit, fitGene, prepareCohort } from '@samples/coxph';
import { HttpError } from '@samples/http';
import type { StatisticsRequest } from './read-request.ts';

export interface Statistics {
  /** The hazard ratio for one unit of the values, null where the data determine none. */
  readonly hazard: number | null;
  /** Two-sided, from the robust standard error. */
  readonly pval: number | null;
  readonly warning?: string;
  readonly coefficient?: number | null;
  readonly standard_error?: number | null;
  readonly robust_standard_error?: number | null;
  readonly z?: number | null;
}

export interface StatisticsAnswer {
  /** In the order of the rows of `values_by_record`. */
  readonly statistics_list: readonly Statistics[];
}

/**
 * Fits a Cox model to each row. A gene without a result has a warning and does not fail the others.
 *
 * @throws HttpError of status 400 where no model can be fitted to the follow-up
 */
export function computeStatistics(request: StatisticsRequest): StatisticsAnswer {
  const { times, events, values_by_record: rows, detail = false } = request;
  const cohort = refuseWhatCoxRefuses(() => prepareCohort(times, events));
  const values = new Float64Array(times.length);
  return {
    statistics_list: rows.map((row) => {
      values.set(row);
      return statisticsOf(fitGene(cohort, values), detail);
    }),
  };
}

export function statisticsOf(fit: Fit, detail = false): Statistics {
  const { hazardRatio: hazard, p: pval, warning, coefficient, z } = fit;
  const more = {
    coefficient,
    standard_error: fit.standardError,
    robust_standard_error: fit.robustStandardError,
    z,
  };
  return { hazard, pval, ...(warning === undefined ? {} : { warning }), ...(detail ? more : {}) };
}

function refuseWhatCoxRefuses<Result>(compute: () => Result): Result {
  try {
    return compute();
  } catch (error) {
    throw error instanceof CohortError ? new HttpError(400, error.message) : error;
  }
}
