import type { Expression } from './ast.ts';
import type { Reader } from './reader.ts';

const boolean = /(?:true|false)(?![a-zA-Z0-9_@])/y;
const number = /-?(?:[0-9]+(?:\.(?!\.)[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;

/** A number, `true`, `false`, `[…]` or `{…}`; undefined for anything else. */
export function parseLiteral(reader: Reader, depth: number): Expression | undefined {
  if (reader.isAt('[')) return parseList(reader, depth);
  if (reader.isAt('{')) return parseMap(reader, depth);
  const word = reader.take(boolean);
  if (word !== undefined) return { kind: 'literal', value: word === 'true' };
  const digits = reader.take(number);
  if (digits === undefined) return undefined;
  if (/[.eE]/.test(digits)) return { kind: 'double', value: Number(digits) };
  const integer = Number(digits);
  return { kind: 'literal', value: Number.isSafeInteger(integer) ? integer + 0 : BigInt(digits) };
}

/** `[1, 2]`, or the range `[1..5]`. */
function parseList(reader: Reader, depth: number): Expression {
  const offset = reader.offset();
  reader.expect('[', '');
  reader.skipSpace();
  const items: Expression[] = [];
  while (!reader.isAt(']')) {
    if (items.length > 0) reader.expect(',', 'or ] in a list');
    reader.skipSpace();
    const item = reader.grammar.parseOperand(reader, depth + 1);
    reader.skipSpace();
    if (items.length === 0 && reader.isAt('..')) return parseRange(reader, depth, item, offset);
    items.push(item);
  }
  reader.expect(']', '');
  return { kind: 'list', items };
}

function parseRange(reader: Reader, depth: number, from: Expression, offset: number): Expression {
  reader.expect('..', '');
  reader.skipSpace();
  const to = reader.grammar.parseOperand(reader, depth + 1);
  reader.skipSpace();
  reader.expect(']', 'at the end of a range');
  if (!isRangeEnd(from) || !isRangeEnd(to))
    throw reader.error('Expected a range of whole numbers or references');
  return { kind: 'range', from, to, offset };
}

function isRangeEnd({ kind, ...end }: Expression): boolean {
  return (
    kind === 'reference' ||
    (kind === 'literal' && 'value' in end && /^(number|bigint)$/.test(typeof end.value))
  );
}

function parseMap(reader: Reader, depth: number): Expression {
  const entries: (readonly [Expression, Expression])[] = [];
  reader.expect('{', '');
  reader.skipSpace();
  while (!reader.isAt('}')) {
    if (entries.length > 0) reader.expect(',', 'or } in a map');
    reader.skipSpace();
    const key = reader.grammar.parseOperand(reader, depth + 1);
    reader.skipSpace();
    reader.expect(':', 'after the key of a map');
    reader.skipSpace();
    entries.push([key, reader.grammar.parseOperand(reader, depth + 1)]);
    reader.skipSpace();
  }
  reader.expect('}', '');
  return { kind: 'map', entries };
}
