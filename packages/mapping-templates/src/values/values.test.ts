import { describe, expect, it } from 'vitest';
import { rendered } from '../testing/rendered.ts';

/** What `$v`, this JSON in a body, prints in a template. */
function printed(json: string, template = '$v'): string {
  return rendered(`#set($v = $input.path('$.v'))${template}`, { body: `{"v":${json}}` });
}

describe('VT-19: printing values', () => {
  it.each([
    ['{"a":1,"b":"x"}', '{a=1, b=x}'],
    ['{"a":{"b":null}}', '{a={b=null}}'],
    ['{"foo":[{"nested":"bar"}]}', '{foo=[{"nested":"bar"}]}'],
    ['[1, "two", null, {"a": [ ]}]', '[1,"two",null,{"a":[]}]'],
    ['[]', '[]'],
    ['{}', '{}'],
    ['"text"', 'text'],
    ['true', 'true'],
    ['{"b":1,"10":2,"9":3}', '{b=1, 10=2, 9=3}'],
    ['{"__proto__":1}', '{__proto__=1}'],
    ['[{"2":"a","1":"b\\n"}]', '[{"2":"a","1":"b\\n"}]'],
  ])('%s prints %s', (json, text) => {
    expect(printed(json)).toBe(text);
    expect(printed(json, '$v.toString()')).toBe(text);
  });

  it('prints an object as JSON inside an array, and as a map when it is taken out', () => {
    expect(printed('[{"foo":"bar"}]', '$v $v[0] $v.get(0)')).toBe('[{"foo":"bar"}] {foo=bar} {foo=bar}');
  });

  it('has no properties on a list', () => {
    expect(printed('[{"foo":"bar"}]', '[$v.foo]')).toBe('[]');
  });

  it("prints a template's own list as Java does", () => {
    expect(rendered("#set($l = ['a', 1, {'k': 'v'}])$l")).toBe('[a, 1, {k=v}]');
  });

  it.each([
    ['{"a":1,"b":2}', '1 {b=2}'],
    ['{"b":2}', ' {b=2}'],
    ['{"a":1,"2":3}', '1 {2=3}'],
  ])('removes a key of %s, and returns its value', (json, text) => {
    expect(printed(json, '#set($before = $v.remove("a"))$!before $v')).toBe(text);
  });

  it('keeps the order in which keys are added', () => {
    expect(printed('{"b":1}', '#set($x = $v.put("1", 2))#set($x = $v.put("a", 3))$v $v.get("1") $v.b')).toBe(
      '{b=1, 1=2, a=3} 2 1',
    );
  });
});

describe('VT-34: numbers of JSON', () => {
  it.each([
    ['1.0', '1.0'],
    ['1', '1'],
    ['-0.5', '-0.5'],
    ['1e3', '1000.0'],
    ['1E7', '1.0E7'],
    ['12345678.9', '1.23456789E7'],
    ['0.00012', '1.2E-4'],
    ['9007199254740993', '9007199254740993'],
    ['[2.0, 1e10]', '[2.0,1.0E10]'],
  ])('%s prints %s', (json, text) => {
    expect(printed(json)).toBe(text);
  });

  it('stay doubles in arithmetic', () => {
    expect(printed('4.0', '#set($r = $v / 2)$r')).toBe('2.0');
    expect(printed('4', '#set($r = $v / 2)$r')).toBe('2');
  });
});

describe('VT-34: JSON that JavaScript would change', () => {
  it.each([
    ['{"a" : 1.0 , "b":[ true,false , null,"x\\"\\\\" ] }', '{"a":1.0,"b":[true,false,null,"x\\"\\\\"]}'],
    ['[\n1.50,\r\n\t-2E+2 ,1e-5,-0.0,0.0]', '[1.5,-200.0,1.0E-5,-0.0,0.0]'],
    ['{"2":{"1":[]},"1":{},"\\u0041":1.0}', '{"2":{"1":[]},"1":{},"A":1.0}'],
    [
      '[12345678901234567890,-12345678901234567890,-0,9007199254740991]',
      '[12345678901234567890,-12345678901234567890,0,9007199254740991]',
    ],
    ['[1e400,-1e400]', '[Infinity,-Infinity]'],
    ['[0.001,9999999.5,10000000.5,0.00099]', '[0.001,9999999.5,1.00000005E7,9.9E-4]'],
    ['{"a":1,"a":2.0}', '{"a":2.0}'],
  ])('%s prints %s', (json, output) => {
    expect(rendered("$input.json('$')", { body: json })).toBe(output);
  });

  it.each(['{', '[1.0', '1.0.0', '[1.0,]', '{"1":}', 'nul', ''])('is not JSON: %j', (json) => {
    expect(rendered("[$input.path('$')]$input.json('$')", { body: json })).toBe(
      json === '' ? '[{}]{}' : '[]""',
    );
  });
});

describe('VT-11: comparisons', () => {
  it.each([
    ['$d.one == 1.0', true],
    ['$d.one == "1"', true],
    ['$d.list == $d.same', true],
    ['$d.list == $d.other', false],
    ['$d.map == $d.equal', true],
    ['$d.map == $d.more', false],
    ['$d.map == $d.different', false],
    ['$d.map == $d.list', false],
    ['$d.deep == $d.deep', true],
    ['[1.0] == [1]', false],
    ['[1.0] == [1.0]', true],
    ['[1.0] == [2.0]', false],
    ['[1, 2] == [1]', false],
    ['[$d.nothing] == [$x]', true],
    ['{} == []', false],
    ['true == "true"', true],
    ['true == false', false],
    ['"a" == "b"', false],
    ['"a" != "b"', true],
    ['$d.list < 1', false],
    ['1 <= "1"', false],
    ['2 > 1', true],
    ['2 >= 3', false],
    ['9007199254740993 > 9007199254740992', true],
  ])('%s is %s', (condition, holds) => {
    const body =
      '{"one":1,"list":[1,"a"],"same":[1,"a"],"other":[1,"b"],"map":{"a":1},"equal":{"a":1},"more":{"a":1,"b":2},"different":{"b":1},"deep":[[{}]],"nothing":null}';
    const template = `#set($d = $input.path('$'))#if(${condition})yes#{else}no#end`;
    expect(rendered(template, { body })).toBe(holds ? 'yes' : 'no');
  });
});
