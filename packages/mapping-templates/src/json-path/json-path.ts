import type { Meter } from '../limits.ts';
import type { Value } from '../values/value.ts';
import { evaluatePath } from './evaluate-path.ts';
import { JsonPathError } from './json-path-error.ts';
import { parsePath } from './parse-path.ts';
import { PathReader } from './path-reader.ts';

export interface JsonPath {
  /** The value that the path finds; undefined for none. A path that may find several gives a list of them. */
  read(document: Value, meter: Meter): Value;
  /** All that it finds is in the document; functions and `['a','b']` make values of their own. */
  readonly findsParts: boolean;
}

const maxLength = 10_000;

/** A JSONPath as Jayway reads it. Throws a JsonPathError, which is a TemplateFault. */
export function compileJsonPath(text: string): JsonPath {
  const trimmed = text.trim();
  const reader = new PathReader(/^[$@]/.test(trimmed) ? trimmed : `$.${trimmed}`);
  if (text.length > maxLength) throw new JsonPathError(`More than ${maxLength} characters`, text, maxLength);
  const path = parsePath(reader, 0);
  if (!reader.isAtEnd) throw reader.error('Expected . or [');
  return {
    read: (document, meter) => evaluatePath(path, document, { document, meter }),
    findsParts: path.tokens.every(
      (token) => token.kind !== 'function' && (token.kind !== 'property' || token.names.length === 1),
    ),
  };
}
