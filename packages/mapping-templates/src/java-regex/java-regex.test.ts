import { describe, expect, it } from 'vitest';
import { runBounded } from '../run-bounded-in-node.ts';
import { TemplateFault } from '../template-error.ts';
import { compileJavaRegex as compile } from './java-regex.ts';
import { JavaRegexError } from './java-regex-error.ts';

const compileJavaRegex = (pattern: string) => compile(pattern, { runBounded });

// What java.util.regex does.
describe('a regular expression of Java', () => {
  it.each([
    ['4\\d{2}', '404', '4040'],
    ['.*four hundred.*', 'a four hundred b', 'four\nhundred four hundred'],
    ['^(?!ok)[\\s\\S]*$', 'no\n', 'ok'],
    ['a++b', 'aab', 'aac'],
    ['(?>a|ab)c', 'ac', 'abc'],
    ['(?i)abc', 'ABC', 'ABD'],
    ['a(?i)b|C', 'aB', 'AB'],
    ['a(?i)b|C', 'c', 'A'],
    ['(?i)a(?-i)b', 'Ab', 'aB'],
    ['(?s)a.b', 'a\nb', 'a\n\nb'],
    ['a.b', 'a b', 'a\u0085b'],
    ['\\Qa.c\\E+', 'a.c', 'abc'],
    ['[a-z&&[^b]]+', 'acz', 'abc'],
    ['[a-c[x-z]]+', 'ax', 'd'],
    ['[]a]+', ']a', 'b'],
    ['\\p{Alpha}+', 'aZ', 'é'],
    ['\\p{L}+', 'é', '1'],
    ['\\P{Punct}', 'a', '!'],
    ['\\s', '\t', '\u00a0'],
    ['(?x) a b # comment', 'ab', 'a b'],
    ['(a)(?<n>b)\\2\\k<n>', 'abbb', 'abb'],
    ['\\x41\\u0042\\x{43}\\0104', 'ABCD', 'abcd'],
    ['a{2,3}', 'aaa', 'aaaa'],
    ['\\/', '/', '\\/'],
  ])('JR-1: %s matches the whole of %j, not of %j', (pattern, text, other) => {
    expect(compileJavaRegex(pattern).matches(text)).toBe(true);
    expect(compileJavaRegex(pattern).matches(other)).toBe(false);
  });

  it.each([
    ['[\\Qa-]\\E]+', 'a-]', 'b'],
    ['[a-d&&[^b]&&[^c]]+', 'ad', 'ab'],
    ['[a-c&&b-d]+', 'bc', 'a'],
    ['[a-]+', 'a-', 'b'],
    ['[a-[bc]]+', 'a-b', 'd'],
    ['[\\d-]+', '1-2', 'a'],
    ['[\\]\\\\]+', ']\\', 'a'],
    ['[a-a]', 'a', 'b'],
    ['[\\t\\cA\\x{1F600}]+', '\t\x01\u{1F600}', 'A'],
    ['\\n\\r\\f\\a\\e\\cZ', '\n\r\f\x07\x1b\x1a', 'nrfaecZ'],
    ['\\07\\077\\0377', '\x07\x3f\xff', '07'],
    ['\\x{10FFFF}', '\u{10FFFF}', 'x'],
    ['\\pL\\p{IsLu}\\p{gc=Nd}', 'éÄ9', 'é9Ä'],
    ['\\p{IsGreek}\\p{script=CYRILLIC}\\p{sc=Han}', 'αж漢', 'aж漢'],
    ['\\PL+', '12', 'a1'],
    ['\\D\\W\\S\\H\\V', 'a-abb', '1-abb'],
    ['\\R\\R', '\r\n\n', 'ab'],
    ['\\Qa*\\E*', 'a***', 'aa'],
    ['\\Qa|b', 'a|b', 'a'],
    ['a??b', 'ab', 'aab'],
    ['a{2}', 'aa', 'a'],
    ['a{2,}', 'aaa', 'a'],
    ['a{0,1}?b', 'b', 'aab'],
    ['a?+b', 'ab', 'aab'],
    ['(?:^a)*b', 'ab', 'bab'],
    ['(?=a){2}a', 'a', 'b'],
    ['(?<=a){1,}|a', 'a', 'b'],
    ['(?<!b)a(?!b)', 'a', 'b'],
    ['\\Aa\\z|\\Ab\\Z', 'a', 'a\n'],
    ['\\ba\\Bb\\b', 'ab', 'a b'],
    ['(a)\\1', 'aa', 'ab'],
    ['(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\\10\\11', 'abcdefghijja1', 'abcdefghija0'],
    ['\\1(a)|b', 'b', 'a'],
    ['(?i:A)b', 'ab', 'aB'],
    ['(?iu)É', 'é', 'e'],
    ['(?i)É', 'É', 'é'],
    ['(?i)\\u00c9a(?i-i)B', '\u00c9AB', '\u00c9Ab'],
    ['(?x)a # c\n b\t+ [ab]', 'abba', 'a b'],
    ['(?d)a.b', 'a\rb', 'a\nb'],
    ['(?s-s)a.b', 'axb', 'a\nb'],
    ['(?m-x:^a$)', 'a', 'b'],
    ['a|b|', '', 'c'],
  ])('JR-1: %j matches the whole of %j, not of %j', (pattern, text, other) => {
    expect(compileJavaRegex(pattern).matches(text)).toBe(true);
    expect(compileJavaRegex(pattern).matches(other)).toBe(false);
  });

  it.each([
    ['[a', 'Unclosed character class', 2],
    ['[z-a]', 'Illegal character range', 4],
    ['a{', 'Illegal repetition', 1],
    ['{', 'Illegal repetition', 1],
    ['a{3,2}', 'Illegal repetition range', 6],
    ['*', "Dangling meta character '*'", 1],
    ['a)', "Unmatched closing ')'", 1],
    ['(a', 'Unclosed group', 2],
    ['(?<1>a)', 'Unknown inline modifier', 1],
    ['\\y', 'Illegal/unsupported escape sequence', 2],
    ['\\x{110000}', 'Hexadecimal codepoint is too big', 10],
    ['a\\', 'Unexpected end', 2],
    ['\\k<n>', 'There is no group {n} before here', 5],
    ['\\p{Nope}', '\\p{Nope} is not supported here', 8],
    ['\\X', '\\X is not supported here', 2],
    ['(?iq)', 'The flag q is not supported here', 5],
    [`${'('.repeat(202)}`, 'Nesting deeper than 200 is not supported here', 201],
    [`${'['.repeat(202)}`, 'Nesting deeper than 200 is not supported here', 201],
    ['a'.repeat(10_001), 'More than 10000 characters', 10_000],
  ])('JR-5: %j is refused with its place', (pattern, problem, index) => {
    expect(() => compileJavaRegex(pattern)).toThrow(
      `${problem} in the regular expression ${JSON.stringify(pattern.slice(0, 100))} at index ${index}`,
    );
  });

  it('JR-2: knows where a line ends', () => {
    expect(compileJavaRegex('a$').replaceAll('a\r\n', 'x')).toBe('x\r\n');
    expect(compileJavaRegex('(?m)^b$').replaceAll('a\r\nb\rb', 'x')).toBe('a\r\nx\rx');
  });

  it.each([
    ['(\\d+)-(?<m>\\d+)', '2020-01', '${m}/$1', '01/2020'],
    ['o', 'foo', '\\$0\\\\', 'f$0\\$0\\'],
    ['(a)(b)?', 'a', '[$2$10]', '[a0]'],
    ['', 'ab', '-', '-a-b-'],
  ])('JR-3: replaces %s in %s by %s to %s', (pattern, text, replacement, result) => {
    expect(compileJavaRegex(pattern).replaceAll(text, replacement)).toBe(result);
  });

  it('replaces only the first match when asked to', () => {
    expect(compileJavaRegex('o').replaceFirst('foo', '0')).toBe('f0o');
  });

  it.each([
    [',', 'a,b,,', 0, ['a', 'b']],
    [',', 'a,b,,', -1, ['a', 'b', '', '']],
    [',', 'a,b,c', 2, ['a', 'b,c']],
    [',', ',', 0, []],
    [',', '', 0, ['']],
    ['', 'abc', 0, ['a', 'b', 'c']],
    [',', ',a', 0, ['', 'a']],
  ])('JR-4: %j splits %j with the limit %d into %j', (pattern, text, limit, parts) => {
    expect(compileJavaRegex(pattern).split(text, limit)).toEqual(parts);
  });

  it.each(['(', ')', '[a', '*a', 'a**', 'a{', 'a{2,1}', '\\y', '\\k<x>', '[z-a]'])(
    'JR-5: is refused where Java refuses it: %s',
    (pattern) => {
      expect(() => compileJavaRegex(pattern)).toThrow(JavaRegexError);
      expect(() => compileJavaRegex(pattern)).toThrow(expect.objectContaining({ isUnsupported: false }));
    },
  );

  it.each(['\\G', '\\X', '\\p{InGreek}', '(?q)'])(
    'JR-6: is refused by name where JavaScript has no equal: %s',
    (pattern) => {
      expect(() => compileJavaRegex(pattern)).toThrow(
        /is not supported here in the regular expression .* at index \d/,
      );
      expect(() => compileJavaRegex(pattern)).toThrow(expect.objectContaining({ isUnsupported: true }));
    },
  );

  it.each([
    ['(a+)+$', `${'a'.repeat(60)}b`],
    ['(a|a)*b', 'a'.repeat(60)],
    ['(.*a){12}', `${'a'.repeat(60)}b`],
    ['\\s+\\s+\\s+$', `${' '.repeat(50_000)}x`],
  ])(
    'is ended when %s would take for ever',
    (pattern, text) => {
      expect(() => compileJavaRegex(pattern).matches(`${text}!`)).toThrow(TemplateFault);
    },
    20_000,
  );

  it('runs an expression that could be slow on a string where it is not', () => {
    expect(compileJavaRegex('([a-z0-9]+\\.)+[a-z]+').matches('a.long.name.example.com')).toBe(true);
  });

  describe('where nothing can end it', () => {
    it.each([
      ['(a+)+', 'a'.repeat(12)],
      ['a.*b.*c', `a${'x'.repeat(1000)}bc`],
      ['(?:[a-z]\\d){1,3}', 'a1b2c3'],
    ])('runs %s on a short string', (pattern, text) => {
      expect(compile(pattern).matches(text)).toBe(true);
    });

    it.each([
      ['(a+)+', 'a'.repeat(60)],
      ['(?:a|b)*c', 'a'.repeat(60)],
      ['((a?){3}b*)*c', 'a'.repeat(60)],
      ['(.*a){12}', 'a'.repeat(60)],
      ['\\s+\\s+\\s+$', ' '.repeat(50_000)],
    ])('refuses %s for a longer one', (pattern, text) => {
      expect(() => compile(pattern).matches(text)).toThrow(TemplateFault);
      expect(() => compile(pattern).replaceAll(text, '')).toThrow(
        /^The regular expression ".*" may take too long here, where nothing can end it$/,
      );
    });
  });
});
