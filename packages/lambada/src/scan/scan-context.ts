import type ts from 'typescript-api';
import type { Schemas } from '../schema/create-schemas.ts';
import type { Reporter } from './reporter.ts';

/** What reading every part of a class needs. */
export interface ScanContext {
  readonly checker: ts.TypeChecker;
  readonly reporter: Reporter;
  readonly schemas: Schemas;
  /** Of the project's classes and its settings. */
  readonly authorizerNames: readonly string[];
}
