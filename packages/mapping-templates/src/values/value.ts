import type { Meter } from '../meter.ts';
import type { JavaDouble } from './java-double.ts';

/**
 * The values of templates. Arrays and objects of JSON stay as `JSON.parse` made them, as long as Java prints them the
 * same. A plain number is a Java integer, or a double that both languages print the same way; a `bigint` is an
 * integer beyond 2^53. `undefined` is what Velocity calls null; `null` is a null found in JSON.
 */
export type Value =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Value[]
  | JsonObject
  | JavaDouble
  | JavaList
  | JavaMap
  | TemplateObject;

export interface JsonObject {
  [key: string]: Value;
  [movedEntries]?: Map<Value, Value>;
}

/** Holds the entries of a JSON object once it has a key that JavaScript would sort before the others. */
export const movedEntries: unique symbol = Symbol('moved entries');

/** A collection that did not come from JSON, and so prints in Java's way: `[a, b]`. */
export class JavaList {
  readonly items: Value[];
  /** A set (of keys or entries) has no positions; an array prints as its type. */
  readonly kind: 'list' | 'collection' | 'array';

  constructor(items: Value[], kind: 'list' | 'collection' | 'array' = 'list') {
    this.items = items;
    this.kind = kind;
  }
}

export type ListValue = Value[] | JavaList;

export function isList(value: Value): value is ListValue {
  return Array.isArray(value) || value instanceof JavaList;
}

export function itemsOf(list: ListValue): Value[] {
  return Array.isArray(list) ? list : list.items;
}

/** A map with keys of any kind, in the order in which they were added. */
export class JavaMap {
  readonly entries: Map<Value, Value>;

  constructor(entries: Iterable<readonly [Value, Value]> = []) {
    this.entries = new Map(entries);
  }
}

/** Something with properties and methods of its own, like `$input` or `$foreach`. */
export abstract class TemplateObject {
  /** `$object.name` */
  abstract property(name: string): Value;

  /** `$object.name(…)`; undefined when there is no such method. */
  call(_name: string, _parameters: readonly Value[], _meter: Meter): Value {
    return undefined;
  }

  abstract toText(meter: Meter): string;
}
