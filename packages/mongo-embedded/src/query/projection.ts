import { evaluate } from '../aggregation/evaluate.ts';
import { setPath } from '../aggregation/set-path.ts';
import { MongoError } from '../mongo-error.ts';
import { clone, type Document, isDocument, setField } from '../values/document.ts';
import { isNumber, toNumber } from '../values/numbers.ts';
import { isTruthy } from '../values/truth.ts';
import { matcher } from './match.ts';
import { matchedIndex } from './matched-index.ts';

/** Field names as a tree; `true` ends a path. */
interface Tree {
  [name: string]: Tree | true;
}

/** Reads a projection once. The query of `find` names the element that `array.$` shows. */
export function project(projection: Document, query: Document): (document: Document) => Document {
  const fields = flatten(projection);
  const special = fields.filter(([, value]) => isDocument(value) || typeof value === 'string');
  const flags = fields.filter(
    ([name, value]) => !isDocument(value) && typeof value !== 'string' && name !== '_id',
  );
  const included = flags.filter(([, value]) => isTruthy(value)).map(([name]) => name);
  const excluded = flags.filter(([, value]) => !isTruthy(value)).map(([name]) => name);
  if (included.length > 0 && excluded.length > 0)
    throw new MongoError(31254, `Cannot do exclusion on field ${excluded[0]} in inclusion projection`);
  const id = fields.find(([name]) => name === '_id')?.[1];
  const isIdShown = id === undefined || isTruthy(id);
  const computed = special.filter(
    ([, value]) => !isDocument(value) || !('$slice' in value || '$elemMatch' in value),
  );
  const isInclusion =
    included.length > 0 ||
    computed.length > 0 ||
    special.some(([, value]) => isDocument(value) && '$elemMatch' in value) ||
    (id !== undefined && isIdShown && excluded.length === 0 && special.length === 0);

  const names = isInclusion ? included.map((name) => name.replace(/\.\$$/, '')) : excluded;
  if (isIdShown === isInclusion && !names.includes('_id')) names.unshift('_id');
  const tree = treeOf(names);
  const arrays = included.filter((name) => name.endsWith('.$')).map((name) => name.slice(0, -2));
  const pick = isInclusion ? include : exclude;
  return (document) => {
    const result = pick(document, tree) as Document;
    for (const array of arrays) showMatched(result, array, document, query);
    for (const [name, value] of special) applySpecial(result, { name, value, document });
    return result;
  };
}

function flatten(projection: Document, prefix = ''): [string, unknown][] {
  return Object.keys(projection).flatMap((name): [string, unknown][] => {
    const value = projection[name];
    const isNested = isDocument(value) && !Object.keys(value)[0]?.startsWith('$');
    return isNested ? flatten(value, `${prefix}${name}.`) : [[`${prefix}${name}`, value]];
  });
}

function treeOf(names: readonly string[]): Tree {
  const tree: Tree = Object.create(null);
  for (const name of names) {
    const path = name.split('.');
    const last = path.pop() ?? '';
    let place: Tree = tree;
    for (const part of path) {
      const next = place[part];
      if (next === true) throw new MongoError(31249, `Path collision at ${name}`);
      place = place[part] = next ?? (Object.create(null) as Tree);
    }
    if (last in place) throw new MongoError(31250, `Path collision at ${name}`);
    place[last] = true;
  }
  return tree;
}

function include(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value))
    return value.filter((item) => isDocument(item) || Array.isArray(item)).map((item) => include(item, tree));
  if (!isDocument(value)) return undefined;
  const result: Document = {};
  for (const name of Object.keys(value)) {
    const branch = tree[name];
    if (branch === undefined) continue;
    const kept = branch === true ? value[name] : include(value[name], branch);
    if (kept !== undefined) setField(result, name, kept);
  }
  return result;
}

function exclude(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((item) => exclude(item, tree));
  if (!isDocument(value)) return value;
  const result: Document = {};
  for (const name of Object.keys(value)) {
    const branch = tree[name];
    if (branch === true) continue;
    setField(result, name, branch === undefined ? value[name] : exclude(value[name], branch));
  }
  return result;
}

function showMatched(result: Document, array: string, document: Document, query: Document): void {
  const path = array.split('.');
  const index = matchedIndex(query, array, document);
  const elements = evaluate(`$${array}`, document);
  if (Array.isArray(elements)) setPath(result, path, elements.slice(index, index + 1));
}

interface Special {
  readonly name: string;
  readonly value: unknown;
  readonly document: Document;
}

function applySpecial(result: Document, { name, value, document }: Special): void {
  const path = name.split('.');
  const current = evaluate(`$${name}`, document);
  if (isDocument(value) && '$elemMatch' in value) {
    const holds = matcher({ value: { $elemMatch: value.$elemMatch } });
    const found = Array.isArray(current) ? current.find((item) => holds({ value: [item] })) : undefined;
    if (found !== undefined) setPath(result, path, [found]);
  } else if (isDocument(value) && '$slice' in value && !isExpression(value.$slice)) {
    if (Array.isArray(current)) setPath(result, path, slice(current, value.$slice));
  } else {
    const computed = evaluate(value, document);
    if (computed !== undefined) setPath(result, path, clone(computed));
  }
}

/** `$slice` of an aggregation has the array as its first argument. */
function isExpression(argument: unknown): boolean {
  return Array.isArray(argument) && !isNumber(argument[0]);
}

function slice(array: readonly unknown[], argument: unknown): unknown[] {
  const numbers = [argument].flat().map((one) => (isNumber(one) ? toNumber(one) : Number.NaN));
  const [first = Number.NaN, count] = numbers;
  if (numbers.some((one) => !Number.isInteger(one)))
    throw new MongoError(28667, 'Invalid $slice syntax: expected whole numbers');
  if (count === undefined) return first < 0 ? array.slice(first) : array.slice(0, first);
  const start = first < 0 ? Math.max(array.length + first, 0) : first;
  return array.slice(start, start + count);
}
