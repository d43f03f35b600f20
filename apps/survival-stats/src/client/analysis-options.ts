import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { mostGenes } from '../read-request.ts';
import { UsageError } from './analysis-error.ts';
import type { ClinicalColumns } from './read-clinical.ts';

export const usage = `Usage: npm run analyze --workspace survival-stats -- --expression FILE --clinical FILE [options]

Fits a Cox model of survival to each gene, in this process or by a deployed service, and writes a table of hazard
ratios, p and q. Tables are CSV, or TSV if their names end in .tsv, .tab or .txt; .gz as well.

  --expression FILE     a gene a row, a sample a column; the first column names the gene, the header the samples
  --clinical FILE       a sample a row, with its time and its event (1 observed, 0 censored)
  --sample-column NAME  of the clinical table (default: the first)
  --time-column NAME    of the clinical table (default: time, OS_MONTHS, OS.time or another usual name)
  --event-column NAME   of the clinical table (default: event, OS_STATUS, OS or another usual name)
  --url URL             the service to ask; without it everything is computed in this process
  --concurrency N       requests under way at a time (default: 8; in process: the cores of this machine)
  --genes N             genes a request, at most ${mostGenes} (default: 20)
  --timeout SECONDS     to wait for an answer before asking again (default: 30)
  --attempts N          for each request (default: 8)
  --output FILE         the results, .csv or .json (default: statistics.csv)
  --plot FILE           a volcano plot, .html or .svg; may be given several times
  --highlight NAMES     genes to label in the plot, separated by commas
  --help                this text

An interrupted run goes on where it was when it is started again with the same --output.
Exit codes: 0 every gene has its statistics, 1 failed or genes are missing, 2 called wrongly, 130 interrupted.
`;

export interface AnalysisOptions {
  readonly expression: string;
  readonly clinical: string;
  readonly columns: ClinicalColumns;
  readonly url: URL | undefined;
  readonly concurrency: number;
  readonly genes: number;
  /** In milliseconds. */
  readonly timeout: number;
  readonly attempts: number;
  readonly output: string;
  readonly plots: readonly string[];
  readonly highlight: readonly string[];
}

const text = { type: 'string' } as const;

/** @throws UsageError */
export function readOptions(args: string[]): AnalysisOptions {
  const values = parse(args);
  const url = values.url === undefined ? undefined : readUrl(values.url);
  return {
    expression: required(values.expression, 'expression'),
    clinical: required(values.clinical, 'clinical'),
    columns: {
      sample: values['sample-column'],
      time: values['time-column'],
      event: values['event-column'],
    },
    url,
    concurrency: readCount(values.concurrency, 'concurrency', 256) ?? (url ? 8 : availableParallelism()),
    genes: readCount(values.genes, 'genes', mostGenes) ?? 20,
    timeout: 1000 * (readCount(values.timeout, 'timeout', 300) ?? 30),
    attempts: readCount(values.attempts, 'attempts', 50) ?? 8,
    output: values.output ?? 'statistics.csv',
    plots: (values.plot ?? []).map(readPlot),
    highlight: (values.highlight ?? '').split(',').filter(Boolean),
  };
}

function parse(args: string[]) {
  const options = {
    expression: text,
    clinical: text,
    'sample-column': text,
    'time-column': text,
    'event-column': text,
    url: text,
    concurrency: text,
    genes: text,
    timeout: text,
    attempts: text,
    output: text,
    plot: { type: 'string', multiple: true },
    highlight: text,
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function required(value: string | undefined, name: string): string {
  if (value) return value;
  throw new UsageError(`Expected a file for --${name}, received nothing`);
}

function readUrl(value: string): URL {
  const url = URL.parse(value);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new UsageError(`Expected an http or https address for --url, received ${JSON.stringify(value)}`);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

function readCount(value: string | undefined, name: string, most: number): number | undefined {
  if (value === undefined) return undefined;
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new UsageError(
    `Expected a whole number from 1 to ${most} for --${name}, received ${JSON.stringify(value)}`,
  );
}

function readPlot(file: string): string {
  if (/\.(html|svg)$/i.test(file)) return file;
  throw new UsageError(`Expected a name in .html or .svg for --plot, received ${JSON.stringify(file)}`);
}
