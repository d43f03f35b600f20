import { isRecord } from '../../aws/is-record.ts';
import { invalidFilterPattern } from '../errors.ts';
import { readTest } from './operand.ts';
import { type Condition, PatternReader, readConditions } from './pattern-reader.ts';

/** `$.status = 500 && $.path != "/health"`: messages that are not JSON do not match. */
export function parseJsonCondition(source: string): Condition<string> {
  const reader = new PatternReader(source);
  const condition = readConditions(reader, readCondition);
  if (!reader.isAtEnd) throw invalidFilterPattern();
  return (message) => {
    const document = parseDocument(message);
    return document !== undefined && condition(document);
  };
}

const bareWord = /[^\s()&|"%=<>!]+/y;
const kinds: Readonly<Record<string, unknown>> = { NULL: null, TRUE: true, FALSE: false };

function readCondition(reader: PatternReader): Condition<unknown> {
  const select = readSelector(reader);
  if (reader.take(/NOT\s+EXISTS\b/y)) return (document) => select(document).length === 0;
  const kind = reader.take(/IS\s+(NULL|TRUE|FALSE)\b/y)?.[1];
  if (kind) return (document) => select(document).some((value) => value === kinds[kind]);
  const test = readTest(reader, bareWord);
  return (document) => select(document).some((value) => isScalar(value) && test(String(value)));
}

type Select = (document: unknown) => unknown[];

/** `$.a.b[0]`, `$['a-b']`, and `*` for every element or member: the values at a path, none when nothing is there. */
function readSelector(reader: PatternReader): Select {
  if (!reader.take(/\$/y)) throw invalidFilterPattern();
  const steps: string[] = [];
  for (;;) {
    const [, name, index, quoted] =
      reader.take(/\.([\w-]+|\*)|\.?\[(?:(\d{1,9}|\*)|["']([^"'\]]+)["'])\]/y) ?? [];
    const step = name ?? index ?? quoted;
    if (step === undefined) break;
    steps.push(step);
  }
  if (steps.length === 0) throw invalidFilterPattern();
  return (document) =>
    steps.reduce<unknown[]>((values, step) => values.flatMap((value) => inner(value, step)), [document]);
}

function inner(value: unknown, step: string): unknown[] {
  if (Array.isArray(value)) {
    if (step === '*') return value;
    return /^\d+$/.test(step) && Number(step) < value.length ? [value[Number(step)]] : [];
  }
  if (!isRecord(value)) return [];
  if (step === '*') return Object.values(value);
  return Object.hasOwn(value, step) ? [value[step]] : [];
}

/** AWS compares no arrays and objects, neither by `=` nor by `!=`. */
function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function parseDocument(message: string): unknown {
  if (!/^\s*[{[]/.test(message)) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
