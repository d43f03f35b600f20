import path from 'node:path';
import ts from 'typescript-api';

export interface LoadedProgram {
  readonly program: ts.Program;
  /** What is wrong with tsconfig.json itself. */
  readonly problems: readonly ts.Diagnostic[];
}

/** The project as TypeScript sees it. */
export function loadProgram(tsconfig: string, files: readonly string[] | undefined): LoadedProgram {
  const folder = path.dirname(path.resolve(tsconfig));
  const { config, error } = ts.readConfigFile(tsconfig, ts.sys.readFile);
  const parsed = ts.parseJsonConfigFileContent(config ?? {}, ts.sys, folder, undefined, tsconfig);
  const rootNames = files?.map((file) => path.resolve(file)) ?? parsed.fileNames;
  return {
    program: ts.createProgram({ rootNames, options: { ...parsed.options, noEmit: true } }),
    problems: error ? [error] : parsed.errors,
  };
}
