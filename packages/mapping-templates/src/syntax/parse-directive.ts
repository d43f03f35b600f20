import type { Block, BlockEnd, Branch, Statement } from './ast.ts';
import { expectClosing, skipLineEnd, takeDirectiveName, takeOpening } from './directive-name.ts';
import { parseExpression, parseOperand } from './parse-expression.ts';
import { parseReference } from './parse-reference.ts';
import type { Reader } from './reader.ts';

/** Everything that starts with `#`. Undefined for what prints nothing, like a comment. */
export function parseDirective(reader: Reader, depth: number): Statement | BlockEnd | undefined {
  const start = reader.at;
  const unparsed = skipUnparsed(reader);
  if (unparsed !== undefined) return unparsed === '' ? undefined : { kind: 'text', text: unparsed };
  const name = takeDirectiveName(reader);
  if (name === 'end' || name === 'else') skipLineEnd(reader);
  switch (name) {
    case 'end':
    case 'else':
    case 'elseif':
      return name;
    case 'if':
      return parseIf(reader, depth);
    case 'foreach':
      return parseForeach(reader, depth);
    case 'define':
      return parseDefine(reader, depth);
    case 'macro':
      return skipMacro(reader, depth);
    case 'stop':
    case 'break':
      skipParameters(reader, depth, name);
      return { kind: name };
    case 'set':
      throw reader.unexpected('( after #set');
    default:
      if (name === undefined) reader.at = start + 1;
      else skipCall(reader, depth, name);
      return { kind: 'text', text: reader.text.slice(start, reader.at) };
  }
}

const lineComment = /##[^\r\n]*(?:\r\n|\r|\n)?/y;

/** What Velocity does not parse: '' for a comment, the text of `#[[text]]#`; undefined for anything else. */
function skipUnparsed(reader: Reader): string | undefined {
  if (reader.take(lineComment) !== undefined) return '';
  if (reader.isAt('#*')) {
    takeUntil(reader, '*#');
    return '';
  }
  if (reader.isAt('#[[')) return takeUntil(reader, ']]#');
  if (reader.at === reader.text.length - 1) throw reader.error('A # ends the template');
  return undefined;
}

function takeUntil(reader: Reader, closing: string): string {
  const start = reader.at + closing.length;
  const end = reader.text.indexOf(closing, start);
  if (end === -1) throw reader.unexpected(`a closing ${closing}`);
  reader.at = end + closing.length;
  return reader.text.slice(start, end);
}

function parseIf(reader: Reader, depth: number): Statement {
  const branches: Branch[] = [];
  for (;;) {
    if (!takeOpening(reader)) throw reader.unexpected('( after #if or #elseif');
    const condition = parseExpression(reader, depth);
    expectClosing(reader, 'if');
    const { block, end } = reader.grammar.parseBlock(reader, depth + 1);
    branches.push({ condition, body: block });
    if (end === 'end') return { kind: 'if', branches, otherwise: [] };
    if (end === 'else') return { kind: 'if', branches, otherwise: parseBody(reader, depth, '#else') };
    if (end === undefined) throw reader.unexpected('#end of #if');
  }
}

/** The block of a directive that only `#end` may close. */
function parseBody(reader: Reader, depth: number, of: string): Block {
  const { block, end } = reader.grammar.parseBlock(reader, depth + 1);
  if (end !== 'end')
    throw end ? reader.error(`Encountered #${end} in ${of}`) : reader.unexpected(`#end of ${of}`);
  return block;
}

/** `#foreach($item in items)…#end` */
function parseForeach(reader: Reader, depth: number): Statement {
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

function parseDefine(reader: Reader, depth: number): Statement {
  if (!takeOpening(reader)) throw reader.unexpected('( after #define');
  reader.skipSpace();
  const reference = parseReference(reader, depth);
  if (!reference) throw reader.unexpected('a reference after #define(');
  expectClosing(reader, 'define');
  return { kind: 'define', name: reference.name, body: parseBody(reader, depth, '#define') };
}

/** Templates cannot define macros in API Gateway: the body of one is never printed. */
function skipMacro(reader: Reader, depth: number): undefined {
  if (!takeOpening(reader)) throw reader.unexpected('( after #macro');
  takeParameters(reader, depth, 'macro');
  parseBody(reader, depth, '#macro');
}

/** A directive that API Gateway does not know is text, but must have the syntax of a directive. */
export function skipCall(reader: Reader, depth: number, name: string): void {
  const hasParameters = skipParameters(reader, depth, name);
  if (hasParameters && name.startsWith('@')) parseBody(reader, depth, `#${name}`);
}

function skipParameters(reader: Reader, depth: number, name: string): boolean {
  const hasParameters = takeOpening(reader);
  if (hasParameters) takeParameters(reader, depth, name);
  return hasParameters;
}

const separator = /[ \t\r\n]*,?[ \t\r\n]*/y;
const word = /[a-zA-Z_@][a-zA-Z0-9_@]*/y;

function takeParameters(reader: Reader, depth: number, name: string): void {
  reader.skipSpace();
  while (!reader.isAt(')')) {
    if (reader.take(word) === undefined) parseOperand(reader, depth);
    reader.take(separator);
  }
  expectClosing(reader, name);
}
