import { describe, expect, it } from 'vitest';
import { compileJsonPath } from './compile-json-path.ts';
import { compileTemplate } from './compile-template.ts';
import { compileJavaRegex } from './java-regex/java-regex.ts';
import type { RunBounded } from './java-regex/run-bounded.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { TemplateFault } from './template-error.ts';

const runToEnd: RunBounded = (run) => {
  run();
  return true;
};

function rendered(template: string, limits: Partial<Limits>, body = ''): string {
  return compileTemplate(template, { limits, runBounded: runToEnd }).render({ body });
}

describe('a limit that is an option', () => {
  it('bounds the length of a template', () => {
    expect(rendered('12345', { templateLength: 5 })).toBe('12345');
    expect(() => rendered('123456', { templateLength: 5 })).toThrow(
      'Expected a template of at most 5 characters at line 1, column 1',
    );
  });

  it.each([
    ['text', '12345', '123456'],
    ['the output of references', '#set($a = "abc")$a.length()$a$a.length()', '#set($a = "abc")$a$a$a'],
    [
      'an interpolated string',
      '#set($a = "12")#set($b = "$a$a$a.length()")',
      '#set($a = "12")#set($b = "$a$a$a")',
    ],
    ['a sum', '#set($a = "123")#set($b = $a + 12)', '#set($a = "123")#set($b = $a + 123)'],
    ['the result of a method', '#set($a = $input.body.concat(""))', '#set($a = $input.body.concat("6"))'],
    ['what replaces', '#set($a = $input.body.replace("1", ""))', '#set($a = $input.body.replace("1", "aa"))'],
    [
      'what replaces by an expression',
      '$input.body.replaceAll("1", "a")',
      '#set($a = $input.body.replaceAll("1", "aa"))',
    ],
    ['a map', '#set($a = {"a": 1})$a', '#set($a = {"ab": 1})$a'],
    ['a list', '#set($a = [1])$a', '#set($a = [1, 23])$a'],
    ['an array', '$util.parseJson("[1,2]")', '$util.parseJson("[1,23]")'],
    ['an object in JSON', `$util.parseJson('[{}]')`, `$util.parseJson('[{"":1}]')`],
    [
      'an entry',
      "#set($m = {'a': 123})#foreach($e in $m.entrySet())$e#end",
      "#set($m = {'ab': 123})#foreach($e in $m.entrySet())$e#end",
    ],
    ['a path function', `$input.path('$.concat("123", "45")')`, `$input.path('$.concat("123", "456")')`],
  ])('bounds the length of strings: %s', (_, short, long) => {
    expect(() => rendered(short, { textLength: 5 }, '12345')).not.toThrow();
    expect(() => rendered(long, { textLength: 5 }, '12345')).toThrow(
      /^A string grows beyond 5 characters at line 1, column \d+$/,
    );
  });

  it.each([
    ['rounds', '#foreach($i in [1..5])#end', '#foreach($i in [1..6])#end'],
    ['calls', '$a$input.body.length()', `$input.body${'.trim()'.repeat(11)}`],
    ['visited elements of a path', "$input.path('$[0]')", "$input.path('$[*]')"],
    ['printed values', '#set($a = [[1]])$a', '#set($a = [[], [], [], [], [], [], [], [], [], []])$a'],
    [
      'compared values',
      '#if([[1]] == [[1]])#end',
      '#if([[], [], [], [], [], [], [], [], [], []] == [[], [], [], [], [], [], [], [], [], []])#end',
    ],
    ['prints of a block', '#define($b)x#end$b', '#define($b)x#end$b$b$b$b$b$b$b$b$b$b$b'],
  ])('bounds the number of steps: %s', (_, few, many) => {
    const limits = { steps: 10 };
    const body = '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]';
    expect(() => rendered(few, limits, body)).not.toThrow();
    expect(() => rendered(many, limits, body)).toThrow(
      /^The template takes more than 10 steps at line 1, column \d+$/,
    );
  });

  it.each([
    ['a range', '#set($a = [1..3])', '#set($a = [1..4])'],
    ['a list that is added to', '#set($a = [1, 2])$a.add(3)', '#set($a = [1, 2, 3])$a.add(4)'],
    [
      'a list that gets all of another',
      '#set($a = [1])$a.addAll([2, 3])',
      '#set($a = [1, 2])$a.addAll([3, 4])',
    ],
    [
      'a map that gets all of another',
      '#set($a = {})$a.putAll({"a": 1, "b": 2, "c": 3})',
      '#set($a = {})$a.putAll({"a": 1, "b": 2, "c": 3, "d": 4})',
    ],
    ['the characters of a string', '#set($a = "abc")$a.toCharArray()', '#set($a = "abcd")$a.toCharArray()'],
    [
      'the parts of a string',
      '#set($a = "a,b,c,d")$a.split(",").size()',
      '#set($a = "a,b,c,d,e")$a.split(",").size()',
    ],
  ])('bounds the size of lists: %s', (_, short, long) => {
    expect(() => rendered(short, { listSize: 3 })).not.toThrow();
    expect(() => rendered(long, { listSize: 3 })).toThrow(
      /^A list grows beyond 3 elements at line 1, column \d+$/,
    );
  });

  it('bounds the time of one regular expression', () => {
    const times: number[] = [];
    const runBounded: RunBounded = (_, milliseconds) => {
      times.push(milliseconds);
      return false;
    };
    const template = compileTemplate('$input.body.matches("(a+)+")', {
      limits: { regexTime: 7 },
      runBounded,
    });
    expect(() => template.render({ body: 'a'.repeat(60) })).toThrow(
      'A regular expression takes more than 7 ms at line 1, column 12',
    );
    expect(times).toEqual([7]);
  });

  it('bounds the time of all regular expressions of one rendering', () => {
    const limits = { totalRegexTime: -1 };
    expect(() => rendered('$input.body.matches("a")', limits)).toThrow(
      'Regular expressions take more than -1 ms at line 1, column 12',
    );
  });

  it('leaves the other limits at their defaults', () => {
    expect(() => rendered('x'.repeat(defaultLimits.templateLength + 1), { steps: 1 })).toThrow(
      'Expected a template of at most 307200 characters',
    );
  });

  it('bounds a JSONPath and a regular expression on their own, too', () => {
    const document = { value: [[1], [2]], isPlain: true };
    expect(compileJsonPath('$[*]', { limits: { steps: 100 } }).textIn(document)).toBe('[[1],[2]]');
    expect(() => compileJsonPath('$[*]', { limits: { steps: 2 } }).textIn(document)).toThrow(
      new TemplateFault('The template takes more than 2 steps'),
    );
    const regex = compileJavaRegex('a', { limits: { textLength: 3, listSize: 2 } });
    expect(regex.replaceAll('aa', '')).toBe('');
    expect(() => regex.replaceAll('aa', 'bb')).toThrow(
      new TemplateFault('A string grows beyond 3 characters'),
    );
    expect(() => regex.split('xaxaxax', 0)).toThrow(new TemplateFault('A list grows beyond 2 elements'));
  });
});
