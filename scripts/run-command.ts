import { type ParseArgsOptionsConfig, parseArgs, styleText } from 'node:util';
import { DeployError, explainFailure } from '@samples/deployment';
import { UsageError } from './usage-error.ts';

export interface Command<O extends ParseArgsOptionsConfig> {
  usage: string;
  options: O;
  run(args: Arguments<O>, signal: AbortSignal): Promise<void>;
}

export type Arguments<O extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true }>
>;

/** Runs a command of this folder: `--help`, one-line errors, exit codes (1 failed, 2 called wrongly, 130 interrupted). */
export async function runCommand<const O extends ParseArgsOptionsConfig>(command: Command<O>): Promise<void> {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    process.stdout.write(command.usage);
    return;
  }
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, interruptOnce(interrupt));
  try {
    await command.run(parse(command.options), interrupt.signal);
  } catch (error) {
    const message = error instanceof DeployError || error instanceof UsageError ? error.message : undefined;
    if (interrupt.signal.aborted)
      return stop(130, message ?? 'Interrupted. What the target has begun goes on without this command.');
    if (error instanceof UsageError) return stop(2, `${message}\nSee --help.`);
    stop(1, message ?? explainFailure(error, process.env));
  }
}

// A terminal and npm both pass on one Ctrl-C; a second one, later, ends the command at once.
function interruptOnce(interrupt: AbortController): () => void {
  let first: number | undefined;
  return () => {
    first ??= performance.now();
    interrupt.abort();
    if (performance.now() - first > 1_000) process.exit(130);
  };
}

function parse<O extends ParseArgsOptionsConfig>(options: O): Arguments<O> {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function stop(exitCode: number, message: string): void {
  process.exitCode = exitCode;
  process.stderr.write(`${styleText('red', message.trim(), { stream: process.stderr })}\n`);
}
