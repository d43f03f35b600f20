import { rename, writeFile } from 'node:fs/promises';
import { adjustPValues } from './adjust-p-values.ts';
import type { GeneResult } from './run-batches.ts';

export interface ResultRow {
  readonly gene: string;
  readonly hazard: number | null;
  readonly pval: number | null;
  readonly qval: number | null;
  /** Why there is no number, or how far to trust it. */
  readonly warning: string;
}

/** The rows of the results, with q-values over all genes that have a p. */
export function resultRows(results: readonly GeneResult[]): ResultRow[] {
  const qs = adjustPValues(results.map(({ statistics }) => statistics?.pval ?? null));
  return results.map(({ gene, statistics, problem = '' }, index) => ({
    gene,
    hazard: statistics?.hazard ?? null,
    pval: statistics?.pval ?? null,
    qval: qs[index] ?? null,
    warning: statistics?.warning ?? problem,
  }));
}

/** JSON where the name of the file ends in `.json`, else CSV. */
export async function writeResults(file: string, rows: readonly ResultRow[]): Promise<void> {
  await writeWhole(file, file.toLowerCase().endsWith('.json') ? jsonOf(rows) : csvOf(rows));
}

/** Nobody finds half a file: it gets its name when it is complete. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const part = `${file}.part`;
  await writeFile(part, text, { flush: true });
  await rename(part, file);
}

function jsonOf(rows: readonly ResultRow[]): string {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}

function csvOf(rows: readonly ResultRow[]): string {
  const lines = rows.map(({ gene, hazard, pval, qval, warning }) =>
    [gene, hazard, pval, qval, warning].map(csvCell).join(','),
  );
  return `${['gene,hazard,pval,qval,warning', ...lines].join('\n')}\n`;
}

function csvCell(value: string | number | null): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
