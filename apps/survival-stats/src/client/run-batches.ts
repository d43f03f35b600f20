import type { Statistics } from '../compute-statistics.ts';
import { AnalysisError, BatchError } from './analysis-error.ts';
import type { Compute } from './ask-service.ts';
import type { Batch } from './batch-genes.ts';
import { type Checkpoint, keyOf } from './checkpoint.ts';

export interface GeneResult {
  readonly gene: string;
  /** Missing where the service gave no response; then `problem` says why. */
  readonly statistics?: Statistics;
  readonly problem?: string;
}

export interface RunOptions {
  readonly compute: Compute;
  readonly checkpoint: Checkpoint;
  /** How many requests may be under way at a time. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  readonly onAnswer: (genes: number) => void;
}

/** After as many failed requests without a success in between the service is taken for dead. */
const mostFailures = 5;

/**
 * Runs all batches, and gives the results of all genes in the order of the matrix. A batch that the checkpoint knows
 * is not asked for again.
 *
 * @throws AnalysisError where going on makes no sense; the responses so far are in the checkpoint by then
 */
export async function runBatches(batches: AsyncIterable<Batch>, options: RunOptions): Promise<GeneResult[]> {
  const { compute, checkpoint, concurrency, onAnswer } = options;
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const results: GeneResult[] = [];
  const underWay = new Set<Promise<void>>();
  let failures = 0;

  async function run(batch: Batch): Promise<void> {
    const key = keyOf(batch.request);
    const known = checkpoint.find(key);
    try {
      const statistics = known ?? (await compute(batch.request, signal));
      if (!known) checkpoint.add(key, statistics);
      failures = 0;
      keep(batch, (index) => ({ statistics: statistics[index] ?? { hazard: null, pval: null } }));
    } catch (error) {
      if (!(error instanceof BatchError)) throw error;
      if (!error.message.startsWith('refused') && ++failures >= mostFailures)
        throw new AnalysisError(
          `${failures} requests in a row failed; of the last one the client ${error.message}`,
        );
      keep(batch, () => ({ problem: error.message }));
    }
    onAnswer(batch.genes.length);
  }

  function keep(batch: Batch, resultOf: (index: number) => Omit<GeneResult, 'gene'>): void {
    for (const [index, place] of batch.places.entries())
      results[place] = { gene: batch.genes[index] ?? '', ...resultOf(index) };
  }

  try {
    for await (const batch of batches) {
      signal.throwIfAborted();
      const task = run(batch);
      underWay.add(task);
      task.then(
        () => underWay.delete(task),
        () => {},
      );
      if (underWay.size >= concurrency) await Promise.race(underWay);
    }
    await Promise.all(underWay);
    return results;
  } catch (error) {
    stop.abort();
    await Promise.allSettled(underWay);
    throw error;
  }
}
