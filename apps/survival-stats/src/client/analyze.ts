#!/usr/bin/env node
// The analysis of a whole expression matrix. Usage: see --help
import { AnalysisError, UsageError } from './analysis-error.ts';
import { readOptions, usage } from './analysis-options.ts';
import { analyzeFiles } from './analyze-files.ts';
import { enterCallersFolder } from './enter-callers-folder.ts';

enterCallersFolder('analyze');
const args = process.argv.slice(2);
const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());
try {
  if (args.some((argument) => argument === '--help' || argument === '-h')) process.stdout.write(usage);
  else process.exitCode = await analyzeFiles(readOptions(args), interrupt.signal);
} catch (error) {
  if (interrupt.signal.aborted) {
    process.exitCode = 130;
    process.stderr.write('Interrupted. Run the same command again: it goes on where this one stopped.\n');
  } else if (error instanceof AnalysisError) {
    process.exitCode = error instanceof UsageError ? 2 : 1;
    process.stderr.write(`${error.message}\n${error instanceof UsageError ? 'See --help.\n' : ''}`);
  } else if (error instanceof Error && 'syscall' in error) {
    process.exitCode = 1;
    process.stderr.write(`${error.message}\n`);
  } else {
    throw error;
  }
}
