import type ts from 'typescript-api';
import type { JsonSchema } from '../model.ts';
import type { Reporter } from '../scan/reporter.ts';

/** What the conversion of every kind of type needs. */
export interface SchemaContext {
  readonly checker: ts.TypeChecker;
  readonly reporter: Reporter;
  /** Reads a property that no source of the project declares: what is wrong with it is reported with its name. */
  within(property: string, read: () => JsonSchema): JsonSchema;
  /** Whether TypeScript's library or Node's types declare this, such as Date, Partial or Buffer. */
  isOfLibrary(symbol: ts.Symbol): boolean;
  /** The schema of a type. Problems are reported at `at`, a node of the project. */
  schemaOf(type: ts.Type, at: ts.Node): JsonSchema;
  /** A reference to the type under this name, which the symbol's doc comment describes. */
  reference(symbol: ts.Symbol, name: string, type: ts.Type, at: ts.Node): JsonSchema;
  /** The schema of a type that the sources write here: a name keeps its constraints, also that of a string. */
  schemaOfNode(node: ts.TypeNode | undefined, type: ts.Type, at: ts.Node): JsonSchema;
}

/** The members of a union; of another type, the type itself. */
export function membersOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}
