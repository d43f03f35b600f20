import type { Value } from './value.ts';

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
