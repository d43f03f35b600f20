import { describe, expect, it } from 'vitest';
import { TemplateFault } from '../template-error.ts';
import { compileJavaRegex } from './java-regex.ts';
import type { RunBounded } from './run-bounded.ts';
import { translate } from './translate.ts';

describe('the cost of a regular expression', () => {
  it.each([
    ['abc', { size: 3, factor: 1, degree: 0, base: 1 }],
    ['a|bc|def', { size: 3, factor: 3, degree: 0, base: 1 }],
    ['^a$', { size: 3, factor: 1, degree: 0, base: 1 }],
    ['a*b+', { size: 2, factor: 1, degree: 2, base: 1 }],
    ['a*|b', { size: 1, factor: 2, degree: 1, base: 1 }],
    ['a{3}', { size: 3, factor: 1, degree: 0, base: 1 }],
    ['a{0}', { size: 1, factor: 1, degree: 0, base: 1 }],
    ['a{2,4}', { size: 4, factor: 3, degree: 0, base: 1 }],
    ['(a|b){3}', { size: 3, factor: 8, degree: 0, base: 1 }],
    ['(?:a*){3}', { size: 3, factor: 1, degree: 3, base: 1 }],
    ['(a+)+', { size: 1, factor: 1, degree: 0, base: 3 }],
    ['(a|b)*', { size: 1, factor: 1, degree: 0, base: 3 }],
    ['(a*b*)*', { size: 2, factor: 1, degree: 0, base: 5 }],
    ['((a+)+)+', { size: 1, factor: 1, degree: 0, base: 6 }],
    ['(a+)+(b+)+', { size: 2, factor: 1, degree: 1, base: 3 }],
    ['(a+)+|b', { size: 1, factor: 2, degree: 0, base: 3 }],
    ['(?=(a+)+)b', { size: 2, factor: 1, degree: 0, base: 3 }],
    ['(?:(a+)+){2}', { size: 2, factor: 1, degree: 0, base: 3 }],
  ])('%s', (pattern, cost) => {
    expect(translate(pattern)).toMatchObject(cost);
  });

  it.each([
    ['(?=a)*b', true],
    ['(?!a)*b', true],
    ['(?<=a)*b', true],
    ['(?<!a)+b', true],
    ['\\b*b', true],
  ])('repeats the position %s in a group', (pattern) => {
    expect(compileJavaRegex(pattern).replaceAll('b', 'x')).toMatch(/^[bx]$/);
  });

  it.each([
    ['abc', 100_000, 0],
    ['a*', 999, 0],
    ['a*', 1000, 1],
    ['a*b*', 78, 0],
    ['a*b*', 79, 1],
    ['a?b?c?d?e?', 2_000_000, 1],
    ['abcdefghijklmnopqrst', 1_000_000, 1],
    ['abcdefghijklmnopqrs', 1_000_000, 0],
    ['(a+)+', 9, 0],
    ['(a+)+', 10, 1],
  ])('searches for %s in %d characters, guarded %d times', (pattern, length, times) => {
    let guarded = 0;
    const runBounded: RunBounded = (run) => {
      guarded += 1;
      run();
      return true;
    };
    compileJavaRegex(pattern, { runBounded }).replaceFirst('z'.repeat(length), '');
    expect(guarded).toBe(times);
  });

  it('reports that the stack is exhausted', () => {
    const runBounded: RunBounded = () => {
      throw new RangeError('Maximum call stack size exceeded');
    };
    expect(() => compileJavaRegex('(a+)+', { runBounded }).matches('a'.repeat(60))).toThrow(
      new TemplateFault('A regular expression takes all its memory'),
    );
  });

  it('passes any other error on', () => {
    const runBounded: RunBounded = () => {
      throw new TypeError('a bug');
    };
    expect(() => compileJavaRegex('(a+)+', { runBounded }).matches('a'.repeat(60))).toThrow(
      new TypeError('a bug'),
    );
  });
});

describe('JR-3: a replacement', () => {
  it.each([
    ['(?<one>a)(b)?', 'ab', '${one}-$2', 'a-b'],
    ['(?<one>a)(b)?', 'a', '[$2]', '[]'],
    ['(?<x1y>a)', 'a', '<${x1y}>', '<a>'],
    ['(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)', 'abcdefghijk', '$11$12$10$1', 'ka2ja'],
    ['a', 'a', '$0$00', 'aa'],
    ['a', 'a', '\\a\\$\\\\', 'a$\\'],
    ['a', 'ab', '', 'b'],
    ['a', 'xax', '{$0}', 'x{a}x'],
  ])('of %s in %s by %s gives %s', (pattern, text, replacement, result) => {
    expect(compileJavaRegex(pattern).replaceAll(text, replacement)).toBe(result);
  });

  it.each([
    ['\\', 'A replacement ends in a single backslash'],
    ['$', 'Illegal group reference in a replacement'],
    ['$x1', 'Illegal group reference in a replacement'],
    ['x${', 'Illegal group reference in a replacement'],
    ['${one', 'Illegal group reference in a replacement'],
    ['${none}', 'No group with name {none}'],
    ['$2', 'No group 2'],
  ])('%s is refused', (replacement, message) => {
    expect(() => compileJavaRegex('(?<one>a)').replaceAll('a', replacement)).toThrow(
      new TemplateFault(message),
    );
  });
});

describe('JR-1: the rest of a pattern', () => {
  it.each([
    ['a{1}b', 'ab'],
    ['a+?b*?c??', 'ab'],
    ['(?<n1x>a)\\k<n1x>', 'aa'],
    ['(?i-s:A)(?-i)b', 'ab'],
    ['(?im)A(?i-m)B', 'ab'],
    ['😀.', '😀😀'],
    ['[😀-😂]', '😁'],
    ['\\x41\\-\\_\\.', 'A-_.'],
    ['a'.repeat(10_000), 'a'.repeat(10_000)],
  ])('%s matches %s', (pattern, text) => {
    expect(compileJavaRegex(pattern).matches(text)).toBe(true);
  });

  it('JR-4: a limit of 1 leaves a string whole', () => {
    expect(compileJavaRegex(',').split('a,b,,', 1)).toEqual(['a,b,,']);
  });
});
