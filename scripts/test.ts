#!/usr/bin/env node
// Runs the tests of all workspaces, as many at once as there are cores, and prints the failures last.
// Usage: npm test [-- turbo's options, such as --filter=crud-service or --force]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { failurePart } from './testing/failure-part.ts';

const root = path.resolve(import.meta.dirname, '..');
const runs = path.join(root, '.turbo/runs');

const earlier = new Set(summaries());
const turbo = spawn('turbo', ['run', 'test', '--continue', '--summarize', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
const [code] = await once(turbo, 'exit');
if (code !== 0) for (const task of failedTasks()) printFailure(task);
process.exitCode = code ?? 1;

interface Task {
  readonly package: string;
  readonly logFile: string;
  readonly execution?: { readonly exitCode?: number };
}

function failedTasks(): Task[] {
  const written = summaries().filter((file) => !earlier.has(file));
  const tasks = written.flatMap((file) => {
    const summary: { readonly tasks: Task[] } = JSON.parse(readFileSync(path.join(runs, file), 'utf8'));
    return summary.tasks;
  });
  return tasks.filter(({ execution }) => execution?.exitCode);
}

function summaries(): string[] {
  try {
    return readdirSync(runs);
  } catch {
    return [];
  }
}

function printFailure({ package: name, logFile }: Task): void {
  const log = readFileSync(path.join(root, logFile), 'utf8');
  process.stderr.write(
    `\n== ${name} failed (npm test --workspace ${name} runs it alone)\n${failurePart(log)}\n`,
  );
}
