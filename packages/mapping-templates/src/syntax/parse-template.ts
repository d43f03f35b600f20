import { defaultLimits, maxDepth } from '../limits.ts';
import type { Block, BlockEnd, Statement } from './ast.ts';
import { directiveNames, expectClosing, takeDirectiveName } from './directive-name.ts';
import { parseDirective } from './parse-directive.ts';
import { parseExpression, parseOperand } from './parse-expression.ts';
import { parseReference } from './parse-reference.ts';
import { parseRunt } from './parse-runt.ts';
import { type Grammar, Reader } from './reader.ts';

/** The grammar of Velocity 1.7. Throws a TemplateError for what it cannot read. */
export function parseTemplate(source: string, maxLength = defaultLimits.templateLength): Block {
  const reader = new Reader(source, grammar);
  if (source.length > maxLength) {
    throw reader.error(`Expected a template of at most ${maxLength} characters`);
  }
  return parseWhole(reader, 0);
}

const grammar: Grammar = { parseOperand, parseBlock, parseWhole };

/** A whole template, or a whole interpolated string. */
function parseWhole(reader: Reader, depth: number): Block {
  const { block, end } = parseBlock(reader, depth);
  if (end) throw reader.error(`Encountered #${end} outside a block`, reader.at);
  return block;
}

/** Reads up to the end, or past the directive that ends the block. */
function parseBlock(reader: Reader, depth: number): { block: Block; end: BlockEnd | undefined } {
  if (depth > maxDepth) throw reader.error(`More than ${maxDepth} levels are nested`);
  const block: Statement[] = [];
  while (reader.at < reader.text.length) {
    const part = parseSet(reader, depth) ?? parsePart(reader, depth);
    if (typeof part === 'object') {
      block.push(part);
      const runt = part.kind === 'output' ? parseRunt(reader, depth, part.reference) : undefined;
      if (runt) block.push(runt);
    } else if (isBlockEnd(part)) return { block: joinTexts(block), end: part };
  }
  return { block: joinTexts(block), end: undefined };
}

const opening = /[ \t]*#(?:set|\{set\})[ \t]*\(/y;

/** `#set($name = value)`, with the white space before it (VT-15). */
function parseSet(reader: Reader, depth: number): Statement | undefined {
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

const plainText = /[^$#\\]+/y;

/** Undefined for what prints nothing, like a comment. */
function parsePart(reader: Reader, depth: number): Statement | BlockEnd | undefined {
  const text = reader.take(plainText);
  if (text !== undefined) return { kind: 'text', text };
  if (reader.isAt('\\')) return parseEscape(reader, depth);
  if (reader.isAt('#')) return parseDirective(reader, depth);
  return parseOutput(reader, depth, '');
}

/** Backslashes, which have a meaning only right before a reference or a directive (VT-6). */
function parseEscape(reader: Reader, depth: number): Statement {
  const slashes = reader.take(/\\+/y) ?? '';
  if (reader.isAt('$')) return parseOutput(reader, depth, slashes);
  const start = reader.at;
  const name = takeDirectiveName(reader);
  if (name === undefined) return { kind: 'text', text: slashes };
  const isDirective = directiveNames.has(name);
  if (slashes.length % 2 === 1) {
    const kept = isDirective ? slashes.slice(0, (slashes.length - 1) / 2) : slashes;
    return { kind: 'text', text: kept + reader.text.slice(start, reader.at) };
  }
  reader.at = start;
  // Velocity halves the slashes before every directive but #set.
  return { kind: 'text', text: isDirective && name !== 'set' ? slashes.slice(slashes.length / 2) : slashes };
}

/** A reference that prints its value, or a dollar that is text; `slashes` precede it. */
function parseOutput(reader: Reader, depth: number, slashes: string): Statement {
  const start = reader.at;
  const reference = parseReference(reader, depth);
  if (!reference) {
    if (/^\$!?$/.test(reader.text.slice(start))) throw reader.error('A $ ends the template', start);
    reader.at = start + 1;
    return { kind: 'text', text: `${slashes}$` };
  }
  const prefix = '\\'.repeat(Math.floor(slashes.length / 2));
  if (slashes.length % 2 === 0) return { kind: 'output', reference, prefix };
  return { kind: 'text', text: prefix + reader.text.slice(start, reader.at) };
}

function isBlockEnd(part: string | undefined): part is BlockEnd {
  return part !== undefined;
}

function joinTexts(block: readonly Statement[]): Block {
  const joined: Statement[] = [];
  for (const statement of block) {
    const last = joined.at(-1);
    if (statement.kind === 'text' && last?.kind === 'text') {
      joined[joined.length - 1] = { kind: 'text', text: last.text + statement.text };
    } else {
      joined.push(statement);
    }
  }
  return joined;
}
