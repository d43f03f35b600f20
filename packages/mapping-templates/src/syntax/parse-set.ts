import type { Statement } from './ast.ts';
import { expectClosing } from './directive-name.ts';
import { parseExpression } from './parse-expression.ts';
import { parseReference } from './parse-reference.ts';
import type { Reader } from './reader.ts';

const opening = /[ \t]*#(?:set|\{set\})[ \t]*\(/y;

/** `#set($name = value)`, together with white space before it that nothing else has read. */
export function parseSet(reader: Reader, depth: number): Statement | undefined {
  if (reader.take(opening) === undefined) return undefined;
  reader.skipSpace();
  const target = parseReference(reader, depth);
  if (!target) throw reader.unexpected('a reference after #set(');
  reader.skipSpace();
  reader.expect('=', 'after the reference of #set(…)');
  const value = parseExpression(reader, depth);
  expectClosing(reader, 'set');
  return { kind: 'set', target, value };
}
