import type { Binary, BSONRegExp, ObjectId, Timestamp } from 'bson';
import { bsonType, type Document } from './document.ts';
import { compareNumbers, isNumber, type NumberValue } from './numbers.ts';

/**
 * MongoDB's order of all values: first by type, then by value.
 * https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
 */
export function compare(a: unknown, b: unknown): number {
  const rank = typeRank(a);
  const difference = rank - typeRank(b);
  if (difference !== 0) return difference;
  return comparisons[rank]?.(a as never, b as never) ?? 0;
}

export function isEqual(a: unknown, b: unknown): boolean {
  return compare(a, b) === 0;
}

/** Values of one rank are compared with each other; `$lt` and `$gt` look at no other. */
export function typeRank(value: unknown): number {
  if (value === undefined || value === null) return Rank.null;
  if (isNumber(value)) return Rank.number;
  if (typeof value === 'string') return Rank.string;
  if (typeof value === 'boolean') return Rank.boolean;
  if (value instanceof Date) return Rank.date;
  if (Array.isArray(value)) return Rank.array;
  return ranksOfClasses[bsonType(value) ?? ''] ?? Rank.object;
}

export const Rank = {
  minKey: 0,
  undefined: 1,
  null: 2,
  number: 3,
  string: 4,
  object: 5,
  array: 6,
  binary: 7,
  objectId: 8,
  boolean: 9,
  date: 10,
  timestamp: 11,
  regex: 12,
  code: 13,
  maxKey: 14,
} as const;

const ranksOfClasses: Readonly<Record<string, number>> = {
  MinKey: Rank.minKey,
  Undefined: Rank.undefined,
  BSONSymbol: Rank.string,
  Binary: Rank.binary,
  ObjectId: Rank.objectId,
  Timestamp: Rank.timestamp,
  BSONRegExp: Rank.regex,
  Code: Rank.code,
  MaxKey: Rank.maxKey,
};

const comparisons: Readonly<Record<number, (a: never, b: never) => number>> = {
  [Rank.number]: (a: NumberValue, b: NumberValue) => compareNumbers(a, b),
  [Rank.string]: (a: object | string, b: object | string) => compareStrings(String(a), String(b)),
  [Rank.object]: compareDocuments,
  [Rank.array]: compareArrays,
  [Rank.binary]: compareBinaries,
  [Rank.objectId]: (a: ObjectId, b: ObjectId) => Buffer.compare(a.id, b.id),
  [Rank.boolean]: (a: boolean, b: boolean) => Number(a) - Number(b),
  [Rank.date]: (a: Date, b: Date) => a.getTime() - b.getTime(),
  [Rank.timestamp]: (a: Timestamp, b: Timestamp) => a.compare(b),
  [Rank.regex]: (a: BSONRegExp, b: BSONRegExp) =>
    compareStrings(a.pattern, b.pattern) || compareStrings(a.options, b.options),
  [Rank.code]: (a: { code: string }, b: { code: string }) => compareStrings(a.code, b.code),
};

/** By code points, as their UTF-8 compares; JavaScript compares UTF-16, where U+FFFF follows an emoji's surrogates. */
function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [one, other] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (one === other) continue;
    const [isOne, isOther] = [isSurrogate(one), isSurrogate(other)];
    if (isOne === isOther) return one - other;
    // A surrogate stands for a code point above every other unit that can be compared with it.
    return isOne ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function compareDocuments(a: Document, b: Document): number {
  const [one, other] = [Object.keys(a), Object.keys(b)];
  for (const [index, name] of one.entries()) {
    const second = other[index];
    if (second === undefined) return 1;
    const order =
      typeRank(a[name]) - typeRank(b[second]) || compareStrings(name, second) || compare(a[name], b[second]);
    if (order !== 0) return order;
  }
  return one.length - other.length;
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  for (const [index, item] of a.entries()) {
    if (index >= b.length) return 1;
    const order = compare(item, b[index]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareBinaries(a: Binary, b: Binary): number {
  return a.length() - b.length() || a.sub_type - b.sub_type || Buffer.compare(a.value(), b.value());
}
