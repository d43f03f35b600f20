import { AnalysisError } from './analysis-error.ts';
import type { AnalysisOptions } from './analysis-options.ts';
import { askService, type Compute } from './ask-service.ts';
import { batchGenes } from './batch-genes.ts';
import { openCheckpoint } from './checkpoint.ts';
import { computeInProcess } from './compute-in-process.ts';
import { type JoinedSamples, joinSamples } from './join-samples.ts';
import { type Clinical, readClinical } from './read-clinical.ts';
import { readRows } from './read-rows.ts';
import { type ResultRow, resultRows, writeResults } from './results-file.ts';
import { type GeneResult, runBatches } from './run-batches.ts';
import { showProgress } from './show-progress.ts';
import { topTable } from './top-table.ts';

/** In milliseconds, the longest wait before a second attempt. */
const backOff = 250;

/** Analyses the files that the options name, writes the results, reports on them, and returns the exit code. */
export async function analyzeFiles(options: AnalysisOptions, signal: AbortSignal): Promise<number> {
  const clinical = await readClinical(options.clinical, options.columns);
  const { rows: table, progress } = await readRows(options.expression);
  const rows = table[Symbol.asyncIterator]();
  const header = await rows.next();
  if (header.done)
    throw new AnalysisError(`${options.expression}: expected a header and genes, found nothing`);
  const samples = joinSamples(header.value, clinical);
  tell(describeSamples(samples, clinical));

  const checkpoint = openCheckpoint(`${options.output}.checkpoint`);
  const display = showProgress(process.stderr, progress);
  const { compute, close } = chooseCompute(options);
  let results: GeneResult[];
  try {
    const batches = batchGenes({ [Symbol.asyncIterator]: () => rows }, samples, options.genes);
    const { concurrency } = options;
    results = await runBatches(batches, { compute, checkpoint, concurrency, signal, onAnswer: display.add });
  } catch (error) {
    checkpoint.close();
    throw error;
  } finally {
    display.end();
    await close();
  }
  if (results.length === 0) throw new AnalysisError(`${options.expression}: expected genes, found none`);

  const written = resultRows(results);
  await writeResults(options.output, written);
  await drawPlots(options, written);
  const missing = results.filter(({ problem }) => problem !== undefined);
  if (missing.length === 0) checkpoint.discard();
  else checkpoint.close();
  tell(`${topTable(written)}\n\n${describeResults(written, options.output)}`);
  if (missing.length > 0) complain(missing);
  return missing.length > 0 ? 1 : 0;
}

async function drawPlots({ plots, highlight }: AnalysisOptions, rows: readonly ResultRow[]): Promise<void> {
  if (plots.length === 0) return;
  // Only now: the library takes longer to load than a small analysis to run.
  const { drawVolcano } = await import('../plot/draw-volcano.ts');
  for (const file of plots) await drawVolcano(file, rows, { highlight });
  const unknown = highlight.filter((name) => !rows.some(({ gene }) => gene === name));
  if (unknown.length > 0) process.stderr.write(`There are no genes ${unknown.join(', ')} to highlight.\n`);
}

function chooseCompute(options: AnalysisOptions): { compute: Compute; close: () => Promise<void> } {
  const { url, timeout, attempts, concurrency } = options;
  if (!url) return computeInProcess(concurrency);
  return { compute: askService(url, { timeout, attempts, backOff }), close: async () => {} };
}

function describeSamples({ times, events, dropped }: JoinedSamples, { incomplete }: Clinical): string {
  const eventCount = events.filter((event) => event === 1).length;
  const reasons = [
    [incomplete, 'without time or event'],
    [dropped.withoutExpression, 'without expression'],
    [dropped.withoutFollowUp, 'columns without follow-up'],
  ] as const;
  const found = reasons.filter(([count]) => count > 0).map(([count, reason]) => `${count} ${reason}`);
  const left = found.length > 0 ? `; left out: ${found.join(', ')}` : '';
  return `${times.length} samples, ${eventCount} with an event${left}\n`;
}

function describeResults(rows: readonly ResultRow[], output: string): string {
  const significant = rows.filter(({ qval }) => qval !== null && qval < 0.05).length;
  const withoutP = rows.filter(({ pval }) => pval === null).length;
  const without = withoutP > 0 ? `, ${withoutP} have no p` : '';
  return `${rows.length} genes: ${significant} have q < 0.05${without}. Written to ${output}`;
}

function complain(missing: readonly GeneResult[]): void {
  const [first] = missing;
  process.stderr.write(
    `${missing.length} genes are missing; the first is ${first?.gene}: the client ${first?.problem}.\n` +
      'Run the same command again to ask for the missing ones only.\n',
  );
}

function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}
