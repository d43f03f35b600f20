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
