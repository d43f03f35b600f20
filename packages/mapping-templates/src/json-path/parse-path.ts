import { maxDepth } from '../limits.ts';
import { parseFilter, parseOperand } from './parse-filter.ts';
import type { PathReader } from './path-reader.ts';
import type { Operand, ParsedPath, PathToken } from './path-token.ts';

/** Reads a path from its `$` or `@` on. Inside a filter it ends sooner. */
export function parsePath(reader: PathReader, depth: number): ParsedPath {
  if (depth > maxDepth) throw reader.error(`More than ${maxDepth} levels are nested`);
  const root = reader.takeText('@') ? '@' : '$';
  if (root === '$' && !reader.takeText('$')) throw reader.error('Expected $ or @');
  const tokens: PathToken[] = [];
  while (takeToken(reader, tokens, depth)) {
    if (tokens.length > maxDepth) throw reader.error(`More than ${maxDepth} steps`);
  }
  return {
    root,
    tokens,
    isDefinite: tokens.every((token, index) => isDefinite(token, index === tokens.length - 1)),
  };
}

function isDefinite(token: PathToken, isLast: boolean): boolean {
  if (token.kind === 'property') return token.names.length === 1 || isLast;
  return token.kind === 'function' || (token.kind === 'index' && token.indexes.length === 1);
}

// In a filter, && and || need a space before them: without it, they belong to a name, or begin one after a bracket.
const name = /[^\s.[\]()=!<>~,]+/y;
const wholeName = /[^\s.[(]+/y;
const joinedName = /(?=[&|])/y;

function takeToken(reader: PathReader, tokens: PathToken[], depth: number): boolean {
  if (reader.takeText('[')) {
    tokens.push(parseBracket(reader, depth));
    return true;
  }
  const isJoined = depth > 0 && tokens.length > 0 && reader.take(joinedName) !== undefined;
  if (!isJoined && !reader.takeText('.')) return false;
  if (reader.takeText('.')) tokens.push({ kind: 'descent' });
  // Jayway accepts brackets after a dot: `$.['name']`.
  tokens.push(reader.takeText('[') ? parseBracket(reader, depth) : parseDotted(reader, depth));
  return true;
}

function parseDotted(reader: PathReader, depth: number): PathToken {
  if (reader.takeText('*')) return { kind: 'wildcard' };
  const property = reader.take(depth === 0 ? wholeName : name)?.[0];
  if (property === undefined) throw reader.error('Expected the name of a property');
  if (!reader.takeText('(')) return { kind: 'property', names: [property] };
  return { kind: 'function', name: property, parameters: parseParameters(reader, depth) };
}

function parseParameters(reader: PathReader, depth: number): Operand[] {
  const parameters: Operand[] = [];
  for (reader.skipSpace(); !reader.takeText(')'); reader.skipSpace()) {
    if (parameters.length > 0 && !reader.takeText(',')) throw reader.error('Expected , or )');
    parameters.push(parseOperand(reader, depth + 1));
  }
  return parameters;
}

const filterOpening = /\s*\?\s*(?=\()/y;
const wildcard = /\s*\*\s*\]/y;
const slice = /\s*(?!:\s*\])(-?\d{1,9})?\s*:\s*(-?\d{1,9})?\s*\]/y;
const indexes = /\s*(-?\d{1,9}(?:\s*,\s*-?\d{1,9})*)\s*\]/y;
const quotedName = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*/sy;

function parseBracket(reader: PathReader, depth: number): PathToken {
  if (reader.take(filterOpening)) {
    const filter = parseFilter(reader, depth + 1);
    reader.skipSpace();
    if (!reader.takeText(']')) throw reader.error('Expected ] after a filter');
    return { kind: 'filter', filter };
  }
  if (reader.take(wildcard)) return { kind: 'wildcard' };
  const bounds = reader.take(slice);
  if (bounds) return { kind: 'slice', from: bound(bounds[1]), to: bound(bounds[2]) };
  const list = reader.take(indexes)?.[1];
  if (list !== undefined) return { kind: 'index', indexes: list.split(',').map(Number) };
  return parseNames(reader);
}

function bound(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function parseNames(reader: PathReader): PathToken {
  const names: string[] = [];
  do {
    const match = reader.take(quotedName);
    if (!match) throw reader.error("Expected a filter, '…', a number, a slice or *");
    names.push((match[1] ?? match[2] ?? '').replaceAll(/\\(.)/gs, '$1'));
  } while (reader.takeText(','));
  if (!reader.takeText(']')) throw reader.error('Expected ]');
  return { kind: 'property', names };
}
