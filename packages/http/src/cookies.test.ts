import { describe, expect, it } from 'vitest';
import { cookies } from './index.ts';

const cookiesOf = (...lines: string[]) =>
  Object.fromEntries(cookies({ multiValueHeaders: { Cookie: lines } }));

describe('cookies', () => {
  it('reads every pair of every Cookie header', () => {
    expect(cookiesOf('a=1; b=2', 'c=3')).toEqual({ a: '1', b: '2', c: '3' });
  });

  it('keeps the first of two cookies with one name', () => {
    expect(cookiesOf('id=specific; id=general')).toEqual({ id: 'specific' });
  });

  it.each([
    ['quoted="a b"', { quoted: 'a b' }],
    ['half="', { half: '"' }],
    ['open="a', { open: '"a' }],
    ['closed=a"', { closed: 'a"' }],
    ['token=YWI=', { token: 'YWI=' }],
    ['escaped=%41', { escaped: '%41' }],
    ['Name=1;name=2', { Name: '1', name: '2' }],
    ['  spaced = x ;; =nameless; flag', { spaced: 'x' }],
    ['empty=', { empty: '' }],
  ])('reads %s', (line, expected) => {
    expect(cookiesOf(line)).toEqual(expected);
  });

  it('keeps a cookie whose name an object already has', () => {
    expect(cookies({ multiValueHeaders: { cookie: ['__proto__=x'] } }).get('__proto__')).toBe('x');
  });

  it('is empty without a Cookie header', () => {
    expect(cookies({ multiValueHeaders: {} }).size).toBe(0);
  });
});
