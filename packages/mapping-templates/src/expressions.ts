import { compileJavaRegex, type JavaRegex } from './java-regex/java-regex.ts';
import { compileJsonPath, type JsonPath } from './json-path/json-path.ts';

/** The JSONPaths and regular expressions of one template, each compiled when it is first met. */
export interface Expressions {
  path(text: string): JsonPath;
  regex(text: string): JavaRegex;
}

export function createExpressions(): Expressions {
  return { path: remembering(compileJsonPath), regex: remembering(compileJavaRegex) };
}

// An expression can be made of the client's text, so not every one is worth keeping.
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
