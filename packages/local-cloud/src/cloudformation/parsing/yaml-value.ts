import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import { formatError } from '../errors.ts';
import type { JsonObject, JsonValue } from '../template.ts';

const maxDepth = 200;
const maxNodes = 500_000;

interface Walk {
  /** Each anchor's node so far. The parser's own look-up searches the whole document for every alias. */
  readonly anchors: Map<string, unknown>;
  nodes: number;
}

/** A YAML node as JSON: short tags in their long form, aliases copied within limits. */
export function yamlValue(node: Node): JsonValue {
  return nodeValue(node, { anchors: new Map(), nodes: 0 }, 0);
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
  if (isScalar(node)) return scalarValue(node);
  if (isSeq(node)) return node.items.map((item) => nodeValue(item, walk, depth + 1));
  if (!isMap(node)) return null;
  const entries = node.items.map(({ key, value }): [string, JsonValue] => {
    if (!isScalar(key)) throw formatError('YAML keys must be strings');
    return [key.source ?? String(key.value), nodeValue(value, walk, depth + 1)];
  });
  return Object.fromEntries(entries) as JsonObject;
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
