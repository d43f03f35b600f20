import { describe, expect, it } from 'vitest';
import { convertText } from './convert-text.ts';
import type { TextType } from './route-table.ts';

describe('convertText', () => {
  it.each<[TextType, string, unknown]>([
    ['string', ' any ', ' any '],
    ['number', '-1.5e3', -1500],
    ['number', '', undefined],
    ['number', ' 7', undefined],
    ['number', '0x1f', undefined],
    ['number', '1e999', undefined],
    ['number', 'NaN', undefined],
    ['integer', '42', 42],
    ['integer', '1.5', undefined],
    ['integer', '9007199254740993', undefined],
    ['bigint', '9007199254740993', 9007199254740993n],
    ['bigint', '1.0', undefined],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['boolean', 'TRUE', undefined],
    ['Date', '2026-11-28', new Date('2026-11-28')],
    ['Date', '2026-11-28T09:30:00+01:00', new Date('2026-11-28T08:30:00Z')],
    ['Date', '2026-02-30', undefined],
    ['Date', '2026-11-28T09:30:00', undefined],
    ['Date', '1', undefined],
    [['a', 1, true], '1', 1],
    [['a', 1, true], 'true', true],
    [['a', 1, true], 'b', undefined],
  ])('makes of the type %o and the text %o a value or nothing: %#', (type, text, value) => {
    expect(convertText(text, [type])).toEqual(value);
  });

  it('tries the types of a union in their order', () => {
    expect(convertText('7', ['number', 'string'])).toBe(7);
    expect(convertText('x', ['number', 'string'])).toBe('x');
  });
});
