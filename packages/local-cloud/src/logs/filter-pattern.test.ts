import { describe, expect, it } from 'vitest';
import { parseFilterPattern } from './filter-pattern.ts';

const message = '2026-01-01 [ERROR] request 42 failed: "disk full" while writing café';

describe('parseFilterPattern', () => {
  it.each([
    ['', true],
    ['ERROR', true],
    ['error', false],
    ['ERROR request', true],
    ['ERROR WARN', false],
    ['"request 42"', true],
    ['"42 request"', false],
    ['"[ERROR]"', true],
    ['"\\"disk full\\""', true],
    ['?WARN ?ERROR', true],
    ['?WARN ?INFO', false],
    ['?"request 42" ?INFO', true],
    ['ERROR -WARN', true],
    ['ERROR -failed', false],
    ['-WARN', true],
    ['ERROR -"disk full"', false],
    ['café', true],
    ['  ERROR   failed ', true],
  ])('decides on %j: %j', (pattern, expected) => {
    expect(parseFilterPattern(pattern)(message)).toBe(expected);
  });

  it('ignores optional terms beside others, as AWS does', () => {
    expect(parseFilterPattern('?WARN request')(message)).toBe(true);
    expect(parseFilterPattern('?ERROR absent')(message)).toBe(false);
  });

  it.each([
    ['a-b', "Invalid character(s) in term 'a-b'"],
    ['[abc', 'A space-delimited filter pattern is not offered by this embedded cloud: [abc'],
    ['"unclosed', "Invalid character(s) in term '\"unclosed'"],
    ['?', "Invalid character(s) in term '?'"],
    [
      '%4\\d\\d%',
      'A regular expression in a filter pattern is not offered by this embedded cloud: %4\\d\\d%',
    ],
    ['{ $.a = 1 }', 'A JSON filter pattern is not offered by this embedded cloud: { $.a = 1 }'],
  ])('refuses %j', (pattern, expected) => {
    expect(() => parseFilterPattern(pattern)).toThrow(
      expect.objectContaining({ code: 'InvalidParameterException', message: expected }),
    );
  });

  it('refuses a pattern of more than 1024 characters', () => {
    expect(() => parseFilterPattern('a'.repeat(1025))).toThrow(
      'Member must have length less than or equal to 1024',
    );
    expect(parseFilterPattern('a'.repeat(1024))(message)).toBe(false);
  });
});
