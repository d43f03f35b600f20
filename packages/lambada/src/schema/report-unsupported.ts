import ts from 'typescript-api';
import type { JsonSchema } from '../model.ts';
import type { SchemaContext } from './schema-context.ts';

/** What remains when no kind of schema fits. */
export function reportUnsupported(
  { checker, reporter }: SchemaContext,
  type: ts.Type,
  at: ts.Node,
): JsonSchema {
  reporter.report(at, 'unsupported-type', `${problemOf(checker, type)}.`);
  return {};
}

function problemOf(checker: ts.TypeChecker, type: ts.Type): string {
  const name = checker.typeToString(type);
  if (type.flags & ts.TypeFlags.Any) {
    return 'The type any says nothing, or TypeScript does not know the type (see tsc): write the type, or unknown for any JSON value';
  }
  if (type.flags & ts.TypeFlags.TypeParameter) {
    return `The type parameter ${name} has no type here: write a type in its place`;
  }
  if (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) {
    return 'JSON has no undefined: write null, or make the property optional with ?';
  }
  if (type.flags & ts.TypeFlags.Never) return 'The type never has no values: write the type of a value';
  if (type.getCallSignatures().length > 0) return `JSON has no functions: remove this from the type`;
  return `JSON has no form for ${name}: write string, number, boolean, an array, an interface or an enum`;
}
