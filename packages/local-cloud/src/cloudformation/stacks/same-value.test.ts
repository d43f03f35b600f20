import { describe, expect, it } from 'vitest';
import { changedMembers, isSameValue } from './same-value.ts';

describe('sameness of values', () => {
  it('compares scalars as strings and members in any order', () => {
    expect(isSameValue({ a: 10, b: ['true', 1] }, { b: [true, '1'], a: '10' })).toBe(true);
  });

  it.each([
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: 1 }, { a: 1, b: 2 }],
    ['[object Object]', {}],
    [null, 'null'],
    [{}, []],
  ])('treats %j and %j as different', (left, right) => {
    expect(isSameValue(left, right)).toBe(false);
    expect(isSameValue(right, left)).toBe(false);
  });

  it('names the members that differ, are new or are gone', () => {
    expect(changedMembers({ a: 1, b: 1, c: 1 }, { a: 1, b: 2, d: 1 })).toEqual(['b', 'c', 'd']);
  });
});
