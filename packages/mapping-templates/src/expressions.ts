import { compileJavaRegex } from './java-regex/java-regex.ts';
import { type ParsedJsonPath, parseJsonPath } from './json-path/json-path.ts';
import { limitsOf, type TemplateOptions } from './limits.ts';
import type { LimitedRegexes } from './meter.ts';

/** The JSONPaths and regular expressions of one template, each compiled when it is first used. */
export interface Expressions extends LimitedRegexes {
  path(text: string): ParsedJsonPath;
}

export function createExpressions(options: TemplateOptions = {}): Expressions {
  return {
    limits: limitsOf(options),
    path: remembering(parseJsonPath),
    regex: remembering((pattern) => compileJavaRegex(pattern, options)),
  };
}

// An expression can be made of the client's input, so only so many are kept.
const keptExpressions = 200;

function remembering<Compiled>(compile: (text: string) => Compiled): (text: string) => Compiled {
  const kept = new Map<string, Compiled>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const compiled = compile(text);
    if (kept.size < keptExpressions) kept.set(text, compiled);
    return compiled;
  };
}
