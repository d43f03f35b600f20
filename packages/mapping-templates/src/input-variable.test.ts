import { describe, expect, it } from 'vitest';
import { rendered } from './testing/rendered.ts';

describe('VT-22: $input.body', () => {
  it('reads an empty body as {}', () => {
    expect(rendered('$input.body|$input.path("$")|$input.json("$")', { body: '' })).toBe('{}|{}|{}');
  });
  it('reads a missing body as {}', () => {
    expect(rendered('Body=$input.body')).toBe('Body={}');
  });
  it('is the raw body', () => {
    expect(rendered('$input.body', { body: '{ "a" :1 }' })).toBe('{ "a" :1 }');
    expect(rendered('[$input.body][$input.body.a]', { body: 'some raw data' })).toBe('[some raw data][]');
  });
});

describe('VT-23: $input.path and $input.json', () => {
  const body = '{"a":{"b":[1,"x",null]},"s":"te\\"xt","n":null,"d":1.0}';
  it.each([
    ["$input.path('$.a')", '{b=[1,"x",null]}'],
    ["$input.path('$.a.b')[1]", 'x'],
    ["$input.path('$.missing')", ''],
    ["#if($input.path('$.missing') == '')empty#end", 'empty'],
    ["$input.json('$.a')", '{"b":[1,"x",null]}'],
    ["$input.json('$.s')", '"te\\"xt"'],
    ["$input.json('$.missing')", '""'],
    ["$input.json('$.d')", '1.0'],
    ["$input.json('$')", '{"a":{"b":[1,"x",null]},"s":"te\\"xt","n":null,"d":1.0}'],
    ["$input.json('$.a.b.length()')", '3'],
    ["#set($p = '$.s')$input.path($p)", 'te"xt'],
  ])('%s prints %s', (template, text) => {
    expect(rendered(template, { body })).toBe(text);
  });

  it('shows in $input.json what the template has changed', () => {
    const template = "#set($a = $input.path('$.a'))#set($x = $a.put('c', {'k': [1]}))$input.json('$.a')";
    expect(rendered(template, { body: '{"a":{"b":1}}' })).toBe('{"b":1,"c":{"k":[1]}}');
  });

  it('finds nothing in a body that is not JSON', () => {
    expect(rendered("$input.json('$.a')|$input.path('$.a')", { body: 'raw' })).toBe('""|');
  });

  it('JP-6: refuses a JSONPath that cannot be read when it is reached, not before', () => {
    expect(() => rendered("$input.path('$[')")).toThrow(/JSONPath "\$\[" at index 2 at line 1, column 7$/);
    expect(rendered("#if(false)$input.path('$[')#end")).toBe('');
  });
});

describe('VT-24: $input.params', () => {
  const params = {
    path: { id: '42', same: 'path' },
    querystring: { q: 'a b', same: 'query' },
    header: { 'X-Name': 'h', same: 'header', q: 'header' },
  };
  it.each([
    ['$input.params().keySet()', '[path, querystring, header]'],
    ['$input.params().path', '{id=42, same=path}'],
    ["$input.params().header.get('X-Name') $input.params().header['x-name']", 'h '],
    ["$input.params('id') $input.params('same') $input.params('q') $input.params('X-Name')", '42 path a b h'],
    ["[$input.params('nope')][$input.params('toString')]", '[][]'],
    ['#foreach($k in $input.params().header.keySet())$k;#end', 'X-Name;same;q;'],
  ])('%s prints %s', (template, text) => {
    expect(rendered(template, { params })).toBe(text);
  });

  it('VT-25: prints a path parameter without quotes', () => {
    expect(rendered('{"id": $input.params().path.id}', { params })).toBe('{"id": 42}');
  });
});

describe('VT-27: $stageVariables', () => {
  it('prints nothing for an unset variable', () => {
    expect(rendered('{"version": "$stageVariables.version"}')).toBe('{"version": ""}');
    expect(
      rendered("$stageVariables.a $stageVariables['b-c']", { stageVariables: { a: '1', 'b-c': '2' } }),
    ).toBe('1 2');
  });
  it('does not pass what one rendering sets on to the next', () => {
    const stageVariables = { a: '1' };
    rendered('#set($stageVariables.a = "2")', { stageVariables });
    expect(stageVariables).toEqual({ a: '1' });
  });
});
