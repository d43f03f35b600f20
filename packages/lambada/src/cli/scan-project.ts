import path from 'node:path';
import { methodsOfTwoClasses } from '../generate/function-plan.ts';
import type { Settings } from '../generate/settings.ts';
import type { ApiModel } from '../model.ts';
import type { ParsedFiles } from '../scan/load-program.ts';
import { scan } from '../scan/scan.ts';
import { UsageError } from './usage-error.ts';

/**
 * The model of a project. Throws a `UsageError` with every diagnostic, one per line.
 * @param parsedFiles kept from scan to scan, makes the later ones quicker
 */
export function scanProject(settings: Settings, parsedFiles?: ParsedFiles): ApiModel {
  const { tsconfig, title, version, description, authorizers, functionPer } = settings;
  const { model, diagnostics } = scan(
    { tsconfig, title, version, ...(description !== undefined && { description }), authorizers },
    parsedFiles,
  );
  const ofFunctions = model && functionPer === 'class' ? methodsOfTwoClasses(model) : [];
  const problems = [...diagnostics, ...ofFunctions];
  if (problems.length > 0 || !model) {
    const lines = problems.map(
      ({ file, line, column, message, code }) =>
        `${shortPath(path.join(path.dirname(tsconfig), file))}:${line}:${column}: ${message} (${code})`,
    );
    throw new UsageError(lines.join('\n'));
  }
  if (!model.classes.some(({ operations }) => operations.length > 0))
    throw new UsageError(
      `Expected a class with @Path and a method with @GET or another method in the files of ${tsconfig}, found none`,
    );
  return model;
}

function shortPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}
