import { isAlias, isMap, isScalar, isSeq, type LineCounter, type Node, type Scalar } from 'yaml';
import { formatError } from '../errors.ts';
import type { JsonObject, JsonValue } from '../template.ts';

const maxDepth = 200;
const maxNodes = 500_000;
/** Of keys and scalars. An alias copies its value, and a text of a few lines could ask for any amount. */
const maxLength = 4 * 1024 * 1024;

interface Walk {
  /** Each anchor's node so far. The parser's own look-up searches the whole document for every alias. */
  readonly anchors: Map<string, unknown>;
  readonly lines: LineCounter;
  nodes: number;
  length: number;
}

/** A YAML node as JSON: short tags in their long form, aliases copied within limits. */
export function yamlValue(node: Node, lines: LineCounter): JsonValue {
  return nodeValue(node, { anchors: new Map(), lines, nodes: 0, length: 0 }, 0);
}

function nodeValue(node: unknown, walk: Walk, depth: number): JsonValue {
  walk.nodes += 1;
  if (depth > maxDepth) throw formatError(`YAML is nested deeper than ${maxDepth} levels`);
  if (walk.nodes > maxNodes) throw formatError(`YAML has more than ${maxNodes} values`);
  if (isAlias(node)) return nodeValue(walk.anchors.get(node.source), walk, depth + 1);
  const { anchor, tag } = (node ?? {}) as { anchor?: string; tag?: string };
  if (anchor !== undefined) walk.anchors.set(anchor, node);
  const plain = untagged(node, walk, depth);
  return tag?.startsWith('!') && tag !== '!' ? longForm(tag.slice(1), plain) : plain;
}

function untagged(node: unknown, walk: Walk, depth: number): JsonValue {
  if (isScalar(node)) return counted(walk, scalarValue(node));
  if (isSeq(node)) return node.items.map((item) => nodeValue(item, walk, depth + 1));
  if (!isMap(node)) return null;
  const members = new Map<string, JsonValue>();
  for (const { key, value } of node.items) {
    if (!isScalar(key)) throw formatError('YAML keys must be strings');
    const name = counted(walk, key.source ?? String(key.value));
    if (members.has(name)) throw duplicateKey(key, walk.lines);
    members.set(name, nodeValue(value, walk, depth + 1));
  }
  return Object.fromEntries(members);
}

function counted<Value extends JsonValue>(walk: Walk, value: Value): Value {
  if (typeof value === 'string') walk.length += value.length;
  if (walk.length > maxLength) throw formatError(`YAML has more than ${maxLength} characters in its values`);
  return value;
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
export function longForm(tag: string, value: JsonValue): JsonObject {
  if (tag === 'Ref' || tag === 'Condition') return { [tag]: value };
  if (tag === 'GetAtt') return { 'Fn::GetAtt': typeof value === 'string' ? attributePath(value) : value };
  if (functions.includes(tag)) return { [`Fn::${tag}`]: value };
  throw formatError(`Unrecognized YAML tag !${tag}`);
}

function attributePath(text: string): JsonValue {
  const dot = text.indexOf('.');
  return dot === -1 ? text : [text.slice(0, dot), text.slice(dot + 1)];
}
