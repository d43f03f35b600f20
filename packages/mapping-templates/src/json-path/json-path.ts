import type { Meter } from '../meter.ts';
import type { Value } from '../values/value.ts';
import { evaluatePath } from './evaluate-path.ts';
import { parsePath } from './parse-path.ts';
import { JsonPathError, PathReader } from './path-reader.ts';

export interface ParsedJsonPath {
  /** The value that the path finds, or undefined. A path that may find several values gives a list of them. */
  read(document: Value, meter: Meter): Value;
  /** Everything it finds is part of the document; functions and `['a','b']` make new values. */
  readonly findsParts: boolean;
}

const maxLength = 10_000;

/** Parses a JSONPath as Jayway does. Throws a JsonPathError, which is a TemplateFault. */
export function parseJsonPath(text: string): ParsedJsonPath {
  const trimmed = text.trim();
  const reader = new PathReader(/^[$@]/.test(trimmed) ? trimmed : `$.${trimmed}`, parsePath);
  if (text.length > maxLength) throw new JsonPathError(`More than ${maxLength} characters`, text, maxLength);
  const path = parsePath(reader, 0);
  if (!reader.isAtEnd) throw reader.error('Expected . or [');
  return {
    read: (document, meter) => evaluatePath(path, document, { document, meter, evaluate: evaluatePath }),
    findsParts: path.tokens.every(
      (token) => token.kind !== 'function' && (token.kind !== 'property' || token.names.length === 1),
    ),
  };
}
