import type { Statement } from './ast.ts';
import { expectClosing, takeOpening } from './directive-name.ts';
import { parseBody } from './parse-directive.ts';
import { parseOperand } from './parse-expression.ts';
import { parseReference } from './parse-reference.ts';
import type { Reader } from './reader.ts';

/** `#foreach($item in items)…#end` */
export function parseForeach(reader: Reader, depth: number): Statement {
  const offset = reader.offset();
  if (!takeOpening(reader)) throw reader.unexpected('( after #foreach');
  reader.skipSpace();
  const item = parseReference(reader, depth);
  if (!item) throw reader.unexpected('a reference after #foreach(');
  reader.skipSpace();
  reader.expect('in', 'after the reference of #foreach(…)');
  reader.skipSpace();
  const items = parseOperand(reader, depth);
  expectClosing(reader, 'foreach');
  return { kind: 'foreach', item: item.name, items, body: parseBody(reader, depth, '#foreach'), offset };
}
