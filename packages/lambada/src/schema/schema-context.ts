import type ts from 'typescript-api';
import type { JsonSchema } from '../model.ts';
import type { Reporter } from '../scan/reporter.ts';

/** What the conversion of every kind of type needs. */
export interface SchemaContext {
  readonly checker: ts.TypeChecker;
  readonly reporter: Reporter;
  /** Whether TypeScript's own library declares this, such as Date or Partial. */
  isOfLibrary(symbol: ts.Symbol): boolean;
  /** The schema of a type. Problems are reported at `at`, a node of the project. */
  schemaOf(type: ts.Type, at: ts.Node): JsonSchema;
  /** The same where the sources write the type: a name keeps its constraints, also that of a string. */
  schemaOfNode(node: ts.TypeNode | undefined, type: ts.Type, at: ts.Node): JsonSchema;
}

/** The members of a union; of another type, the type itself. */
export function membersOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}
