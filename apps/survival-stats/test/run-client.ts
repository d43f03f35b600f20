import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll } from 'vitest';
import { dataFolder } from './request.ts';

const program = path.resolve(import.meta.dirname, '../src/client/analyze.ts');

export interface ClientRun {
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** Starts the analysis as a person does, in a process of its own, with the files of GSE7390 unless others are named. */
export function startClient(args: readonly string[], tables: Tables = gse7390): ClientRun {
  const { expression, clinical } = tables;
  const child = spawn(process.execPath, [
    program,
    ...['--expression', expression, '--clinical', clinical, ...args],
  ]);
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]).then(
    ([[code], stdout, stderr]) => ({ code, stdout, stderr }),
  );
  return { child, ended };
}

export function runClient(args: readonly string[], tables?: Tables): ClientRun['ended'] {
  return startClient(args, tables).ended;
}

export interface Tables {
  readonly expression: string;
  readonly clinical: string;
}

export const gse7390: Tables = {
  expression: path.join(dataFolder, 'gse7390/expression.csv'),
  clinical: path.join(dataFolder, 'gse7390/clinical.csv'),
};

/** A folder that is gone after the tests of the file that asks for it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'survival-stats-'));
  afterAll(() => rm(folder, { recursive: true }));
  return folder;
}
