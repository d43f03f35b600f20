import { JavaRegexError } from '../java-regex/java-regex-error.ts';
import type { Step } from '../syntax/ast.ts';
import { placeIn, TemplateError } from '../template-error.ts';
import type { Compilation } from './scope.ts';

const takeRegex: ReadonlySet<string> = new Set(['matches', 'replaceAll', 'replaceFirst', 'split']);

/** Refuses a literal regular expression that works in Java but not here, before any request meets it. */
export function compileRegexParameter(
  { source, expressions }: Compilation,
  { name, parameters, offset }: Step & { kind: 'method' },
): void {
  const [pattern] = parameters;
  if (!takeRegex.has(name) || pattern?.kind !== 'literal' || typeof pattern.value !== 'string') return;
  try {
    expressions.regex(pattern.value);
  } catch (error) {
    // What Java refuses as well fails when it is reached, as on AWS.
    if (!(error instanceof JavaRegexError)) throw error;
    if (error.isUnsupported) throw new TemplateError(error.message, placeIn(source, offset), true);
  }
}
