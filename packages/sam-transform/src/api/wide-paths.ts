import { dictionaryOrder } from '../python2/dictionary.ts';
import { copied, extended, givenKeys } from '../python2/provenance.ts';
import { isObject, type JsonObject, type JsonValue } from '../template.ts';
import { edited, pathsOf } from './api-definition.ts';

// The translator copies all paths before and after each edit, which changes the order of their keys, while an event
// edits one path of maybe hundreds. Here the copies are counted, and made where somebody looks.
interface WidePaths {
  /** The keys as they were so many copies ago. */
  order: string[];
  pending: number;
  readonly items: Map<string, Item>;
  /** How often all paths were copied. */
  copies: number;
}

interface Item {
  readonly value: JsonValue;
  /** The number of copies that are made of it. */
  readonly copies: number;
}

/** By the empty object that stands for them in their definition. */
const widePaths = new WeakMap<object, WidePaths>();

/** The definition after the edit of one path, which is all that the edit sees of the paths. Ends with `withAllPaths`. */
export function editedAt(
  definition: JsonObject,
  path: string,
  edit: (definition: JsonObject) => JsonObject,
): JsonObject {
  const paths = widePaths.get(pathsOf(definition)) ?? opened(pathsOf(definition));
  const after = edited(withOnePath(definition, paths, path), edit);
  const value = pathsOf(after)[path];
  const isNew = value !== undefined && !paths.items.has(path);
  if (isNew) paths.order = [...copiedOrder(paths.order, paths.pending + 1), path];
  paths.pending = isNew ? 1 : paths.pending + 2;
  paths.copies += 2;
  if (value !== undefined) paths.items.set(path, { value, copies: paths.copies });
  const standIn = {};
  widePaths.set(standIn, paths);
  return extended(after, { paths: standIn });
}

/** The definition with only one of its paths. */
export function atPath(definition: JsonObject, path: string): JsonObject {
  return withOnePath(definition, widePaths.get(pathsOf(definition)) ?? opened(pathsOf(definition)), path);
}

/** The definition with the paths that were edited one by one. */
export function withAllPaths<Value extends JsonValue | undefined>(definition: Value): Value;
export function withAllPaths(definition: JsonValue | undefined): JsonValue | undefined {
  const paths = isObject(definition) ? widePaths.get(pathsOf(definition)) : undefined;
  if (!isObject(definition) || !paths) return definition;
  const order = copiedOrder(paths.order, paths.pending);
  const items = order.map((path) => [path, itemAt(paths, path) ?? null] as const);
  return extended(definition, { paths: givenKeys(Object.fromEntries(items)) });
}

function opened(paths: JsonObject): WidePaths {
  const items = Object.entries(paths).map(([path, value]) => [path, { value, copies: 0 }] as const);
  return { order: Object.keys(paths), pending: 0, items: new Map(items), copies: 0 };
}

function withOnePath(definition: JsonObject, paths: WidePaths, path: string): JsonObject {
  const value = itemAt(paths, path);
  return extended(definition, { paths: givenKeys(value === undefined ? {} : { [path]: value }) });
}

function itemAt({ items, copies }: WidePaths, path: string): JsonValue | undefined {
  const item = items.get(path);
  if (item === undefined) return undefined;
  let { value } = item;
  for (let done = item.copies; done < copies; done += 1) {
    const copy = copied(value);
    if (copy === value) return value;
    value = copy;
  }
  return value;
}

/** The order after so many copies of a dictionary; it may come back to where it began. */
function copiedOrder(names: readonly string[], times: number): string[] {
  let order = [...names];
  for (let done = 1; done <= times; done += 1) {
    order = dictionaryOrder(order);
    if (order.every((name, index) => name === names[index])) return copiedOrder(names, (times - done) % done);
  }
  return order;
}
