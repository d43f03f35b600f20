import type { StatisticsRequest } from '../read-request.ts';
import { AnalysisError } from './analysis-error.ts';
import type { JoinedSamples } from './join-samples.ts';
import { isMissing } from './read-clinical.ts';

export interface Batch {
  /** The place of the first gene among all genes; the others follow it in the order of `genes`. */
  readonly places: readonly number[];
  /** Their names, which no request carries. */
  readonly genes: readonly string[];
  readonly request: StatisticsRequest;
}

/**
 * Gathers rows of the expression matrix into requests of `size` genes. A gene with missing values goes alone,
 * without the samples it misses, as R's `na.omit` has it.
 */
export async function* batchGenes(
  rows: AsyncIterable<readonly string[]>,
  samples: JoinedSamples,
  size: number,
): AsyncGenerator<Batch> {
  const { times, events } = samples;
  let waiting: { place: number; gene: string; values: number[] }[] = [];
  const takeWaiting = (): Batch => {
    const taken = waiting;
    waiting = [];
    return {
      places: taken.map(({ place }) => place),
      genes: taken.map(({ gene }) => gene),
      request: { times, events, values_by_record: taken.map(({ values }) => values) },
    };
  };
  let place = 0;
  for await (const row of rows) {
    const gene = row[0] ?? '';
    const values = samples.columns.map((column) => readValue(row[column] ?? '', gene, place));
    if (values.includes(Number.NaN)) {
      yield { places: [place], genes: [gene], request: withoutMissing(samples, values) };
    } else {
      waiting.push({ place, gene, values });
      if (waiting.length === size) yield takeWaiting();
    }
    place++;
  }
  if (waiting.length > 0) yield takeWaiting();
}

/** NaN is a missing value. */
function readValue(cell: string, gene: string, place: number): number {
  const value = cell.trim() === '' ? Number.NaN : Number(cell);
  if (Number.isFinite(value) || isMissing(cell.trim())) return value;
  throw new AnalysisError(
    `Gene ${place + 1} (${gene}): expected numbers, or nothing where a value is missing, received ${JSON.stringify(cell.slice(0, 40))}`,
  );
}

function withoutMissing({ times, events }: JoinedSamples, values: readonly number[]): StatisticsRequest {
  const isKnown = (_: number, index: number) => !Number.isNaN(values[index]);
  return {
    times: times.filter(isKnown),
    events: events.filter(isKnown),
    values_by_record: [values.filter(isKnown)],
  };
}
