import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../template.ts';
import { copied, extended, isGivenKey, isGivenValue, keysInOrder, without } from './provenance.ts';

const names = Array.from({ length: 40 }, (_, index) => `/path${index}`);
const paths: JsonObject = Object.fromEntries(names.map((name) => [name, { get: { responses: {} } }]));

describe('a copy', () => {
  it('has the keys in the order of a Python 2 dictionary', () => {
    expect(Object.keys(copied(paths))).toEqual(keysInOrder(paths));
    expect(Object.keys(copied(paths))).not.toEqual(names);
  });

  it('shares every part that it would not change', () => {
    const after = copied(extended(copied(paths), { '/new': {} }));
    expect(Object.keys(after)).toHaveLength(41);
    expect(names.filter((name) => after[name] !== paths[name])).toEqual([]);
  });

  it('forgets the keys that were deleted, and so is made where there were some', () => {
    const before = copied({ a: 1, b: 2 });
    const shorter = without(before, 'b');
    expect(copied(shorter)).not.toBe(shorter);
    expect(copied(shorter)).toEqual({ a: 1 });
  });

  it('keeps the notes of where keys and values are from', () => {
    const copy = copied(extended(paths, { '/new': 'x' }));
    expect([isGivenKey(copy, '/new'), isGivenValue(copy, '/new')]).toEqual([false, false]);
  });
});
