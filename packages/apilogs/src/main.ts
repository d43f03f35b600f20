import { setFlagsFromString } from 'node:v8';
import { exitCodes, explainFailure } from './cli/explain-failure.ts';
import { plainDashes } from './cli/plain-dashes.ts';
import { createProgram } from './cli/program.ts';
import { OutputClosed, watchOutput } from './cli/write-output.ts';

// A million events are mostly garbage soon: V8 would let its heap grow to 400 MB before it collects them.
setFlagsFromString('--heap-growing-percent=30');
setFlagsFromString('--semi-space-growth-factor=1');

const interrupt = new AbortController();
let interruptedAt: number | undefined;
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // A second Ctrl-C ends the command at once.
    if (interruptedAt !== undefined && performance.now() - interruptedAt > 300)
      process.exit(exitCodes.interrupted);
    interruptedAt ??= performance.now();
    interrupt.abort();
  });
}
watchOutput();

try {
  const program = createProgram(interrupt.signal, (code) => {
    process.exitCode = code;
  });
  await program.parseAsync(plainDashes(process.argv.slice(2)), { from: 'user' });
} catch (error) {
  end(error);
}
if (interrupt.signal.aborted) process.exitCode = exitCodes.interrupted;

function end(error: unknown): void {
  if (interrupt.signal.aborted || error instanceof OutputClosed) return;
  if (isCommander(error)) {
    // It has printed what is wrong, or the help that was asked for.
    process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage;
    return;
  }
  const { exitCode, message } = explainFailure(error);
  process.exitCode = exitCode;
  process.stderr.write(`apilogs: ${message}\n`);
}

function isCommander(error: unknown): error is { code: string; exitCode: number } {
  return error instanceof Error && String((error as { code?: unknown }).code).startsWith('commander.');
}
