import { describe, expect, it } from 'vitest';
import { rendered } from '../testing/rendered.ts';

/** Whether the condition holds for `$v` and `$w`, which are these JSON values in a body. */
function holds(condition: string, v = 'null', w = 'null'): boolean {
  const template = `#set($v = $input.path('$.v'))#set($w = $input.path('$.w'))#if(${condition})yes#{else}no#end`;
  return rendered(template, { body: `{"v":${v},"w":${w}}` }) === 'yes';
}

describe('== in a template', () => {
  it.each([
    ['"a"', '"a"'],
    ['1', '1.0'],
    ['1', '"1"'],
    ['[1,2]', '[1,2]'],
    ['[null]', '[null]'],
    ['[1.0]', '[1.0]'],
    ['[{"a":[1]}]', '[{"a":[1]}]'],
    ['{"a":1,"b":2}', '{"b":2,"a":1}'],
    ['[1]', '"[1]"'],
    ['{"a":1}', '"{a=1}"'],
  ])('holds for %s and %s', (v, w) => {
    expect([holds('$v == $w', v, w), holds('$v == $w', w, v)]).toEqual([true, true]);
  });

  it.each([
    ['"a"', '"b"'],
    ['1', '2'],
    ['1', '"1.0"'],
    ['[1,2]', '[1,3]'],
    ['[1]', '[1,2]'],
    ['[1]', '[1.0]'],
    ['[1.0]', '[2.0]'],
    ['[1.0]', '[[1]]'],
    ['[null]', '[0]'],
    ['[null]', '[{}]'],
    ['["a"]', '[["a"]]'],
    ['[[]]', '[{}]'],
    ['{"a":1}', '{"a":2}'],
    ['{"a":1}', '{"b":1}'],
    ['{"a":1}', '{"a":1,"b":2}'],
    ['{"a":1,"b":2}', '{"a":1,"b":3}'],
    ['{"a":1,"b":2}', '{"a":0,"b":2}'],
    ['{"a":null}', '{"b":null}'],
  ])('does not hold for %s and %s', (v, w) => {
    expect([holds('$v == $w', v, w), holds('$v == $w', w, v)]).toEqual([false, false]);
  });

  it('compares a reference without a value with another one, and with nothing else', () => {
    expect([holds('$x == $y'), holds("$x == 'x'"), holds("'x' == $x")]).toEqual([true, false, false]);
  });
});

describe('the order of numbers', () => {
  it.each([
    ['<', [true, false, false]],
    ['<=', [true, true, false]],
    ['>', [false, false, true]],
    ['>=', [false, true, true]],
  ])('of 1, 2 and 3 to 2 by %s is %j', (operator, expected) => {
    expect([1, 2, 3].map((number) => holds(`${number} ${operator} 2`))).toEqual(expected);
  });

  it('does not hold where one is not a number', () => {
    expect([holds("'1' < 2"), holds("1 < '2'"), holds("'1' >= '1'")]).toEqual([false, false, false]);
  });
});

describe('arithmetic', () => {
  it.each([
    ["'a' + 1", 'a1'],
    ["1 + 'a'", '1a'],
    ['5 - 0', '5'],
    ['5 * 0', '0'],
    ['-7 / 2', '-3'],
    ['-7 % 2', '-1'],
    ['9007199254740991 + 2', '9007199254740993'],
    ['3037000500 * 3037000500', '9223372037000250000'],
    ['5 / 0', ''],
    ['5 % 0', ''],
    ["'5' - 1", ''],
  ])('%s is "%s"', (expression, text) => {
    expect(rendered(`#set($x = ${expression})$x`)).toBe(text);
  });
});
