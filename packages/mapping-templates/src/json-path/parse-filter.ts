import { maxDepth } from '../limits.ts';
import { parseJson } from '../values/parse-json.ts';
import type { PathReader } from './path-reader.ts';
import { type Filter, type Operand, type Relation, relations } from './path-token.ts';

/** `(…)` of `[?(…)]`. */
export function parseFilter(reader: PathReader, depth: number): Filter {
  if (!reader.takeText('(')) throw reader.error('Expected ( of a filter');
  const filter = parseAny(reader, depth + 1);
  reader.skipSpace();
  if (!reader.takeText(')')) throw reader.error('Expected ) of a filter');
  return filter;
}

function parseAny(reader: PathReader, depth: number): Filter {
  return parseJoined(reader, depth, 'or', /\s*\|\|/y, parseAll);
}

function parseAll(reader: PathReader, depth: number): Filter {
  return parseJoined(reader, depth, 'and', /\s*&&/y, parseOne);
}

function parseJoined(
  reader: PathReader,
  depth: number,
  kind: 'or' | 'and',
  operator: RegExp,
  parse: (reader: PathReader, depth: number) => Filter,
): Filter {
  const first = parse(reader, depth);
  const filters = [first];
  while (reader.take(operator)) filters.push(parse(reader, depth));
  return filters.length === 1 ? first : { kind, filters };
}

const negatedPath = /!\s*(?=[@$])/y;

function parseOne(reader: PathReader, depth: number): Filter {
  if (depth > maxDepth) throw reader.error(`More than ${maxDepth} levels are nested`);
  reader.skipSpace();
  if (reader.take(negatedPath))
    return { kind: 'exists', path: reader.parsePath(reader, depth + 1), isExpected: false };
  if (reader.takeText('!')) return { kind: 'not', filter: parseOne(reader, depth + 1) };
  if (reader.text[reader.at] === '(') return parseFilter(reader, depth);
  const left = parseOperand(reader, depth);
  const operator = parseRelation(reader);
  if (operator) return { kind: 'relation', left, operator, right: parseOperand(reader, depth) };
  if (left.kind === 'path') return { kind: 'exists', path: left.path, isExpected: true };
  throw reader.error('Expected an operator');
}

const symbols = /\s*(===|!==|==|!=|<=|>=|=~|<|>|[a-zA-Z]+(?=\s))/y;

function parseRelation(reader: PathReader): Relation | undefined {
  const symbol = reader.take(symbols)?.[1]?.toLowerCase();
  if (symbol === undefined) return undefined;
  const relation = relations.find((known) => known === symbol);
  if (!relation) throw reader.error(`Unknown operator ${symbol}`);
  return relation;
}

const pattern = /\/((?:[^/\\]|\\.)*)\/(i?)/sy;
const text = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/sy;
const scalar = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

export function parseOperand(reader: PathReader, depth: number): Operand {
  reader.skipSpace();
  const start = reader.text[reader.at];
  if (start === '$' || start === '@') return { kind: 'path', path: reader.parsePath(reader, depth + 1) };
  const expression = reader.take(pattern);
  if (expression) {
    const flag = expression[2] === 'i' ? '(?i)' : '';
    return { kind: 'pattern', pattern: flag + (expression[1] ?? '').replaceAll('\\/', '/') };
  }
  const quoted = reader.take(text);
  if (quoted) return { kind: 'value', value: (quoted[1] ?? quoted[2] ?? '').replaceAll(/\\(['"\\])/g, '$1') };
  const json = start === '[' || start === '{' ? takeJson(reader) : reader.take(scalar)?.[0];
  const value = json === undefined ? undefined : parseJson(json)?.value;
  if (json === undefined || value === undefined) throw reader.error('Expected a value');
  return { kind: 'value', value };
}

/** Reads past the bracket that closes the first one; strings in single quotes become JSON's. */
function takeJson(reader: PathReader): string | undefined {
  const start = reader.at;
  let open = 0;
  for (const part of reader.text.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|[[\]{}]/g)) {
    if (/^[[{]/.test(part[0])) open += 1;
    if (/^[\]}]/.test(part[0])) open -= 1;
    if (open > 0) continue;
    reader.at = start + part.index + 1;
    return reader.text
      .slice(start, reader.at)
      .replaceAll(/'([^']*)'/g, (_, inner: string) => JSON.stringify(inner));
  }
  return undefined;
}
