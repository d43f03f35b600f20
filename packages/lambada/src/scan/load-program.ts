import path from 'node:path';
import ts from 'typescript-api';

/** The files that a scan has read, by name: the next one parses only those that changed since. */
export type ParsedFiles = Map<string, ts.SourceFile>;

export interface LoadedProgram {
  readonly program: ts.Program;
  /** What is wrong with tsconfig.json itself. */
  readonly problems: readonly ts.Diagnostic[];
}

/** Tests and configurations are no part of an API, and may import much that takes long to read. */
const ofTests = /(\.(test|spec|config)\.[cm]?tsx?$)|(^|\/)(tests?|__tests__)\//;

/** The project as TypeScript sees it: these files, or those of the tsconfig without its tests. */
export function loadProgram(
  tsconfig: string,
  files: readonly string[] | undefined,
  parsedFiles: ParsedFiles,
): LoadedProgram {
  const file = path.resolve(tsconfig);
  const folder = path.dirname(file);
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  const parsed = ts.parseJsonConfigFileContent(config ?? {}, ts.sys, folder, undefined, file);
  const included = parsed.fileNames.filter(
    (name) => !ofTests.test(path.relative(folder, name).replaceAll(path.sep, '/')),
  );
  const rootNames = files?.map((name) => path.resolve(name)) ?? included;
  const options = { ...parsed.options, noEmit: true };
  return {
    program: ts.createProgram({ rootNames, options, host: cachingHost(options, parsedFiles) }),
    problems: error ? [error] : parsed.errors,
  };
}

function cachingHost(options: ts.CompilerOptions, parsedFiles: ParsedFiles): ts.CompilerHost {
  const host = ts.createCompilerHost(options, true);
  return {
    ...host,
    getSourceFile(name, languageVersion) {
      const text = ts.sys.readFile(name);
      if (text === undefined) return undefined;
      const known = parsedFiles.get(name);
      if (known?.text === text) return known;
      const parsed = ts.createSourceFile(name, text, languageVersion, true);
      parsedFiles.set(name, parsed);
      return parsed;
    },
  };
}
