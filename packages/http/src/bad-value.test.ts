import { describe, expect, it } from 'vitest';
import { badValue } from './bad-value.ts';

describe('the message for a bad value', () => {
  it.each([
    [null, 'null'],
    [undefined, 'undefined'],
    [true, 'true'],
    [1.5, '1.5'],
    [{ private: 1 }, 'a value of type object'],
    [['private'], 'a value of type object'],
    [() => 'private', 'a value of type function'],
    ['a\nb', '"a\\nb"'],
    ['x'.repeat(80), `"${'x'.repeat(80)}"`],
    ['x'.repeat(81), `"${'x'.repeat(80)}" and 1 more characters`],
  ])('of %o shows %s', (value, shown) => {
    expect(badValue('a thing', 'name', value)).toBe(`Expected a thing for name, received ${shown}`);
  });
});
