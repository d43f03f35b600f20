import { DeployError, explainFailure } from '@samples/deployment';
import { createProgram } from './cli/program.ts';
import { UsageError } from './cli/usage-error.ts';

const interrupt = new AbortController();
let first: number | undefined;
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // A terminal and npm both pass on one Ctrl-C; a second one, later, ends the command at once.
    first ??= performance.now();
    interrupt.abort();
    if (performance.now() - first > 1_000) process.exit(130);
  });
}

try {
  await createProgram(interrupt.signal).parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  // Commander has printed what is wrong, or the help that was asked for.
  if (isCommander(error)) return error.exitCode === 0 ? 0 : 2;
  const isOurs = error instanceof UsageError || error instanceof DeployError;
  process.stderr.write(`${isOurs ? error.message : explainFailure(error, process.env)}\n`);
  if (interrupt.signal.aborted) return 130;
  return error instanceof UsageError ? 2 : 1;
}

function isCommander(error: unknown): error is { exitCode: number } {
  return error instanceof Error && String((error as { code?: unknown }).code).startsWith('commander.');
}
