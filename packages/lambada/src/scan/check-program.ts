import path from 'node:path';
import ts from 'typescript-api';
import type { Reporter } from './reporter.ts';

const fileNotFound = 6053;

/** What must hold of a project before its annotations say anything. Errors of types are tsc's to report. */
export function checkProgram(
  reporter: Reporter,
  program: ts.Program,
  tsconfig: string,
  problems: readonly ts.Diagnostic[],
): void {
  const ofConfig = { file: path.basename(tsconfig), line: 1, column: 1 };
  const options = program.getCompilerOptions();
  const missing = program.getOptionsDiagnostics().filter(({ code }) => code === fileNotFound);
  for (const problem of [...problems, ...missing, ...program.getSyntacticDiagnostics()]) {
    const at = problem.file ? placeOf(reporter, problem.file, problem.start ?? 0) : ofConfig;
    reporter.reportAt(at, 'typescript', ts.flattenDiagnosticMessageText(problem.messageText, ' '));
  }
  if (!options.experimentalDecorators) {
    const message = 'Decorators of parameters need "experimentalDecorators": true in compilerOptions.';
    reporter.reportAt(ofConfig, 'experimental-decorators', message);
  }
  if (!(options.strictNullChecks ?? options.strict ?? true)) {
    const message = 'What may be missing is only known with "strict": true in compilerOptions.';
    reporter.reportAt(ofConfig, 'strict', message);
  }
}

function placeOf(reporter: Reporter, file: ts.SourceFile, start: number) {
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return { file: reporter.fileOf(file), line: line + 1, column: character + 1 };
}
