import { isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, type Scalar } from 'yaml';
import { formatError, templateError } from '../errors.ts';
import type { JsonObject, JsonValue } from '../template.ts';

const maxDepth = 200;
const maxNodes = 500_000;

interface Walk {
  readonly lines: LineCounter;
  nodes: number;
}

/** A YAML node as JSON, with short tags in their long form. Aliases are refused, as on AWS. */
export function yamlValue(node: Node, lines: LineCounter): JsonValue {
  return nodeValue(node, { lines, nodes: 0 }, 0);
}

function nodeValue(node: unknown, walk: Walk, depth: number): JsonValue {
  walk.nodes += 1;
  if (depth > maxDepth) throw formatError(`YAML is nested deeper than ${maxDepth} levels`);
  if (walk.nodes > maxNodes) throw formatError(`YAML has more than ${maxNodes} values`);
  if (isAlias(node)) throw templateError('YAML aliases are not allowed in CloudFormation templates');
  const { tag } = (node ?? {}) as { tag?: string };
  const plain = untagged(node, walk, depth);
  return tag?.startsWith('!') && tag !== '!' ? longForm(tag.slice(1), plain) : plain;
}

function untagged(node: unknown, walk: Walk, depth: number): JsonValue {
  if (isScalar(node)) return scalarValue(node);
  if (isSeq(node)) return node.items.map((item) => nodeValue(item, walk, depth + 1));
  if (!isMap(node)) return null;
  const members = new Map<string, JsonValue>();
  for (const { key, value } of node.items) {
    if (!isScalar(key)) throw formatError('YAML keys must be strings');
    const name = key.source ?? String(key.value);
    if (members.has(name)) throw duplicateKey(key, walk.lines);
    members.set(name, nodeValue(value, walk, depth + 1));
  }
  return Object.fromEntries(members);
}

function duplicateKey({ range }: Scalar, lines: LineCounter): Error {
  const { line, col } = lines.linePos(range?.[0] ?? 0);
  return formatError(`YAML not well-formed. (line ${line}, column ${col})`);
}

const yes = /^(?:yes|on)$/i;
const no = /^(?:no|off)$/i;

// CloudFormation reads YAML 1.1, where yes and off are booleans; the parser follows YAML 1.2.
function scalarValue({ value, source, type, tag }: Scalar): JsonValue {
  if (typeof value === 'number') return isExactNumber(value, source) ? value : (source ?? String(value));
  if (typeof value === 'boolean') return value;
  if (value === null || value === undefined) return null;
  const text = String(value);
  if (type !== 'PLAIN' || tag) return text;
  if (yes.test(text)) return true;
  return no.test(text) ? false : text;
}

// Account ids such as 000000000000 stay strings although they look like numbers.
function isExactNumber(value: number, source = ''): boolean {
  if (!Number.isFinite(value) || /^[-+]?0\d/.test(source)) return false;
  return !Number.isInteger(value) || Number.isSafeInteger(value);
}

const functions = [
  'And',
  'Base64',
  'Cidr',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Not',
  'Or',
  'RefAll',
  'Select',
  'Split',
  'Sub',
  'Transform',
  'ValueOf',
  'ValueOfAll',
];

/** The long form of a short YAML tag: `!Sub x` is `{ "Fn::Sub": x }`. */
function longForm(tag: string, value: JsonValue): JsonObject {
  if (tag === 'Ref' || tag === 'Condition') return { [tag]: value };
  if (tag === 'GetAtt') return { 'Fn::GetAtt': typeof value === 'string' ? attributePath(value) : value };
  if (functions.includes(tag)) return { [`Fn::${tag}`]: value };
  throw formatError(`Unrecognized YAML tag !${tag}`);
}

function attributePath(text: string): JsonValue {
  const dot = text.indexOf('.');
  return dot === -1 ? text : [text.slice(0, dot), text.slice(dot + 1)];
}
