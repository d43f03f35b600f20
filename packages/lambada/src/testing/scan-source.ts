import path from 'node:path';
import ts from 'typescript-api';
import { createReporter, formatDiagnostic } from '../scan/reporter.ts';
import { scanProgram } from '../scan/scan-program.ts';

const folder = path.resolve(import.meta.dirname, '../../test/project');
const lambada = path.resolve(import.meta.dirname, '../index.ts');
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  lib: ['lib.es2024.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
  types: [],
  experimentalDecorators: true,
  paths: { lambada: [lambada] },
};

/** What the tests need of Node's types, which are long to read. */
const node = {
  'node_modules/@types/node/index.d.ts': `
declare const console: { log(...values: unknown[]): void };
declare class URL { readonly href: string }
declare class Buffer extends Uint8Array {}
declare class ReadableStream<T = unknown> { readonly locked: boolean }`,
};

/** Reading TypeScript's library is most of the work, and no test changes it. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** Scans sources that exist only in a test; they import lambada by that name. */
export function scanSources(sources: Readonly<Record<string, string>>) {
  const host = ts.createCompilerHost(options);
  const texts = new Map(
    Object.entries({ ...node, ...sources }).map(([name, text]) => [path.join(folder, name), text]),
  );
  const readLibrary = host.getSourceFile;
  host.getSourceFile = (file, language) => {
    const text = texts.get(file);
    if (text !== undefined) return ts.createSourceFile(file, text, language, true);
    if (!parsed.has(file)) parsed.set(file, readLibrary(file, language));
    return parsed.get(file);
  };
  const exists = host.fileExists;
  host.fileExists = (file) => texts.has(file) || exists(file);
  const program = ts.createProgram({ rootNames: [...texts.keys()], options, host });
  const reporter = createReporter(folder);
  const scanned = scanProgram(program, reporter);
  return {
    ...scanned,
    problems: reporter.diagnostics().map(formatDiagnostic),
    /** What tsc would say of these sources. */
    typeErrors: () =>
      [...texts.keys()].flatMap((file) =>
        program
          .getSemanticDiagnostics(program.getSourceFile(file))
          .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
      ),
  };
}

export const everything = `import {
  Authorized, Authorizer, BeanParam, Consumes, Context, CookieParam, DefaultValue, DELETE, FormParam, GET, HEAD, HeaderParam,
  OPTIONS, PATCH, POST, PUT, Path, PathParam, Produces, Provider, QueryParam, Status } from 'lambada';`.replaceAll(
  /\n\s*/g,
  ' ',
);
