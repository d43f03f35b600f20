import type { DocumentPath } from './attribute-value.ts';
import { type ExpressionContext, ExpressionScope, firstError } from './expression-scope.ts';
import { type PathErrors, pathChecker } from './path-checker.ts';
import { tokenReader } from './token-reader.ts';

/** Parses `a, b.c[0]`; returns an error's message, or what dynalite projects by. */
export function parseProjectionExpression(expression: string, context: ExpressionContext): string | object {
  const reader = tokenReader(expression);
  const scope = new ExpressionScope(context, []);
  const paths: DocumentPath[] = [scope.path(reader)];
  while (reader.take(',')) paths.push(scope.path(reader));
  if (reader.peek().kind !== 'end') reader.fail();
  const errors: PathErrors = {};
  paths.forEach(pathChecker(errors));
  const error = firstError({ ...scope.errors, ...errors }, ['reserved', 'name', 'overlap', 'conflict']);
  return error ?? { paths, nestedPaths: scope.nestedPaths };
}
