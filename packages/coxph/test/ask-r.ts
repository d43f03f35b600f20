import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSet } from './data-sets.ts';

/** What R's coxph returns; null for its NA, NaN and Inf. */
export interface Answer {
  readonly coefficient: number | null;
  readonly hazardRatio: number | null;
  readonly standardError: number | null;
  readonly robustStandardError: number | null;
  readonly z: number | null;
  readonly p: number | null;
  /** One more than the limit where R ran out of them. */
  readonly iterations: number | null;
  /** 0: silent, 1: "Ran out of iterations and did not converge", 2: "Loglik converged before variable …" */
  readonly warning: number | null;
}

const fields = 8;

export function hasR(): boolean {
  return spawnSync('Rscript', ['-e', 'library(survival)']).status === 0;
}

/** Has R fit each data set. Numbers are sent as binary doubles, because R does not parse decimals exactly. */
export function askR(dataSets: readonly DataSet[]): Answer[] {
  const folder = mkdtempSync(join(tmpdir(), 'coxph-'));
  try {
    const [question, answer] = [join(folder, 'question'), join(folder, 'answer')];
    const numbers = dataSets.flatMap(({ times, events, values }) => [
      times.length,
      ...times,
      ...events,
      ...values,
    ]);
    writeFileSync(question, new Uint8Array(Float64Array.from(numbers).buffer));
    const run = spawnSync('Rscript', [join(import.meta.dirname, 'r/coxph.R'), question, answer]);
    if (run.status !== 0) throw new Error(`Rscript coxph.R failed: ${run.error?.message ?? run.stderr}`);
    const rows = new Float64Array(new Uint8Array(readFileSync(answer)).buffer);
    return dataSets.map((_, index) => toAnswer(rows.subarray(fields * index, fields * (index + 1))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Names the numbers of a result. */
export function toAnswer(row: ArrayLike<number | null>): Answer {
  const at = (place: number) => (Number.isFinite(row[place]) ? (row[place] ?? null) : null);
  return {
    coefficient: at(0),
    hazardRatio: at(1),
    standardError: at(2),
    robustStandardError: at(3),
    z: at(4),
    p: at(5),
    iterations: at(6),
    warning: at(7),
  };
}
