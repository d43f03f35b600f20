import path from 'node:path';
import type { ApiModel, Authorizer, Diagnostic } from '../model.ts';
import { checkProgram } from './check-program.ts';
import { loadProgram, type ParsedFiles } from './load-program.ts';
import { createReporter } from './reporter.ts';
import { scanProgram } from './scan-program.ts';

export interface Project {
  /** The path of the project's tsconfig.json. */
  readonly tsconfig: string;
  /** The files to search for annotated classes; all that the tsconfig includes where absent. */
  readonly files?: readonly string[];
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  /** Those that are not classes of the project. */
  readonly authorizers?: Readonly<Record<string, Authorizer>>;
}

export interface ScanResult {
  /** Absent where a diagnostic is there. */
  readonly model?: ApiModel;
  /** By file and position. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the annotated classes of a project. Nothing of the project is run.
 * @param parsedFiles kept from scan to scan, makes the later ones quicker
 */
export function scan(project: Project, parsedFiles: ParsedFiles = new Map()): ScanResult {
  const { program, problems } = loadProgram(project.tsconfig, project.files, parsedFiles);
  const reporter = createReporter(path.dirname(path.resolve(project.tsconfig)));
  checkProgram(reporter, program, project.tsconfig, problems);
  const scanned = scanProgram(program, reporter, project.authorizers);
  const diagnostics = reporter.diagnostics();
  if (diagnostics.length > 0) return { diagnostics };
  const { title, version, description } = project;
  return { model: { title, version, ...(description && { description }), ...scanned }, diagnostics };
}
