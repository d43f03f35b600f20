import { describe, expect, it } from 'vitest';
import { compileTemplate } from './compile-template.ts';
import { TemplateError } from './template-error.ts';
import { rendered } from './testing/rendered.ts';

const body = '{"name":"World","no":false,"nothing":null,"list":["a","b"],"map":{"a":1,"b":"x"}}';
const withData = `#set($d = $input.path('$'))\n`;

/** Each row: a template, in which `$d` is the body, and what it prints. */
function prints(rows: readonly (readonly [template: string, output: string])[]): void {
  it.each(rows)('%j prints %j', (template, output) => {
    expect(rendered(withData + template, { body })).toBe(output);
  });
}

describe('VT-1: an undefined reference prints nothing', () => {
  prints([
    ['[$x|${x}|$!x|$!{x}|$a.b.c|$a.b()|$a[0]]', '[||||||]'],
    ['#set($t = "<$x>")$t', '<>'],
    ['$d.name.missing.deeper', ''],
    ['$d.name.noSuchMethod()', ''],
  ]);
});

describe('VT-2: null and undefined are like an empty string', () => {
  prints([
    ['#if($x)yes#end', 'yes'],
    ['#if(${a.b.c})yes#end', 'yes'],
    ['#if(!$x)yes#{else}no#end', 'no'],
    ['#if($x == "")yes#end', 'yes'],
    ['#if($x == $null)yes#end', 'yes'],
    ['#set($x = $d.nothing)#if($x && $x == "")yes#end', 'yes'],
    ['#if($d.no)yes#{else}no#end', 'no'],
  ]);
  it('VT-3: a null that was put into a map is, too', () => {
    expect(rendered(`#set($m = {})#set($old = $m.put('k', null))#if("$m.k" == "")yes#end`)).toBe('yes');
  });
});

describe('VT-4: dollars and quotes', () => {
  prints([
    ['$d.name}.', 'World}.'],
    ['costs $ 5', 'costs $ 5'],
    ['$5 and $$d.name', '$5 and $World'],
    ['#set($t = "{""a"": 2}")$t', '{"a": 2}'],
    [`#set($t = 'it''s')$t`, "it's"],
  ]);
  it.each(['a $', 'a $!', '#', '#set($t = "\\"x\\"")', '${a', '$a[b', '$a.b(+)', '#set($x = 5 -3)'])(
    'refuses %j with its place',
    (template) => {
      expect(() => rendered(template)).toThrow(TemplateError);
      expect(() => rendered(template)).toThrow(/ at line 1, column \d+$/);
    },
  );
});

describe('VT-5: quoted strings', () => {
  prints([
    ['#set($t = "Hello ${d.name}!")$t', 'Hello World!'],
    [`#set($t = 'Hello $d.name')$t`, 'Hello $d.name'],
    ['#set($t = "\\\\batman\\nand")$t', '\\\\batman\\nand'],
    ['#set($t = "#if($d.no)a#{else}b#end")$t', 'b'],
    ['#set($t = "\\u0041$d.name")$t', 'AWorld'],
    ['#set($t = "a## b")$t', 'a'],
  ]);
});

describe('VT-6: backslashes', () => {
  prints([
    ['\\$d.name \\\\$d.name \\\\\\$d.name', '$d.name \\World \\$d.name'],
    ['\\#end \\# end \\\\ \\# \\$ \\', '#end \\# end \\\\ \\# \\$ \\'],
    ['\\#set( $d.name = 1 )', '#set( World = 1 )'],
    ['\\#unknown', '\\#unknown'],
    ['#if(true)a\\\\#end', 'a\\'],
    ['\\\\#unknown', '\\\\#unknown'],
    ['\\\\#set($n = 1)$n', '\\\\1'],
  ]);
});

describe('VT-7: indexes', () => {
  prints([
    ['$d.list[1] $d["list"][0] $d.map["b"] $d["map"].a', 'b a x 1'],
    ['#set($i = 1)#set($k = "b")$d.list[$i] $d.map[$k] $d.map["$k"]', 'b x x'],
    ['#set($l = [1, 2])$l[-1]', '2'],
    [`#set($m = {'foo:bar': 1})$m['foo:bar']`, '1'],
    ['#set($l = [1, 2])#set($l[1] = "x")$l', '[1, x]'],
    ['#set($m = {})#set($m["n"] = {})#set($m["n"].deep = "x")$m', '{n={deep=x}}'],
    ['#set($m = {})#set($m[$unknown] = "foo")$m', '{=foo}'],
    ['#set($d.map.c = 5)$d.map', '{a=1, b=x, c=5}'],
    ['#set($unknown.a = 5)$unknown', ''],
  ]);
});

describe('VT-8: a property with the name of a method is only a property', () => {
  prints([['[$d.map.size|$d.map.items|$d.map.constructor|$d.name.length]', '[|||]']]);
});

describe('VT-9: directives', () => {
  prints([
    ['#if($d.no)1#elseif($d.name == "World")2#{else}3#{end}.', '2.'],
    ['#recur(5) #evaluate($x) #return', '#recur(5) #evaluate($x) #return'],
    ['#macro(twice $a)$a$a#end#twice("x")', '#twice("x")'],
    ['#[[$raw #if]]#', '$raw #if'],
  ]);
  it.each([
    '#if(true)a',
    'a#end',
    '#foreach($i $l)#end',
    '#if true#end',
    '#else',
    '#unknown($a + 1)',
    '#* open',
  ])('refuses %j', (template) => {
    expect(() => rendered(template)).toThrow(TemplateError);
  });
});

describe('VT-10: #foreach', () => {
  prints([
    [
      '#foreach($i in $d.list)$foreach.count$foreach.index$i$foreach.hasNext$foreach.first$foreach.last;#end',
      '10atruetruefalse;21bfalsefalsetrue;',
    ],
    ['#foreach($i in $d.list)$velocityCount$velocityHasNext;#end', '1true;2false;'],
    [
      '#foreach($i in [1..2])$foreach.count(#foreach($j in [1..2])$foreach.count$foreach.parent.count#end)#end',
      '1(1121)2(1222)',
    ],
    ['#set($i = "was")#foreach($i in [1..2])$i#end$i', '12was'],
    ['#foreach($i in [1..2])#set($last = $i)#end[$i]$last', '[]2'],
    ['#foreach($i in $unset)x#end', ''],
    ['#foreach($v in $d.map)$v;#end', '1;x;'],
    ['#foreach($i in [1..9])$i#if($i == 3)#break#end#end.', '123.'],
    ['#foreach($n in [$d.nothing, 1])[$n]#end', '[][1]'],
  ]);
});

describe('VT-10: $foreach by its getters', () => {
  prints([
    [
      '#foreach($i in [7, 8])$foreach.getIndex()$foreach.getCount()$foreach.isFirst()$foreach.isLast()$foreach.hasNext()$foreach.getHasNext();#end',
      '01truefalsetruetrue;12falsetruefalsefalse;',
    ],
    [
      '#foreach($i in [7])#foreach($j in [8])#foreach($k in [9])$foreach.topmost.equals($foreach) $foreach.topmost.count$foreach.parent.parent.count;$foreach.parent.parent.parent.count;#end#end#end',
      ' 11;;',
    ],
    [
      '#foreach($i in [7])[$foreach][$foreach.other][$foreach.other()][$foreach.isFirst(1)][$foreach.forget()][$foreach.index()]#end',
      '[{}][][][][][]',
    ],
    ['#set($a = [1])#foreach($i in $a)$i#set($x = $a.add(2))#end$a', '1[1, 2]'],
    ['#foreach($i in "text")x#end#foreach($i in 5)x#end', ''],
    ['#foreach($i in [1..3])#foreach($j in [1..3])$j#break#end$i#end', '111213'],
  ]);
});

describe('VT-11: literals and arithmetic', () => {
  prints([
    ['#foreach($i in [1..3])$i#end #foreach($i in [2..-2])$i,#end', '123 2,1,0,-1,-2,'],
    [
      '#set($l = [1,\n "a",\n [true]\n])$l #set($m = {\n "k" : 1,\n "n" : {}\n})$m',
      '[1, a, [true]]{k=1, n={}}',
    ],
    ['#set($x = .5*.1)$x', '0.05'],
    ['#set($x = 2.0)$x', '2.0'],
    ['#set($x = 2 + 5 * 4)$x', '22'],
    ['#set($x = (2 + 5) * 4)$x', '28'],
    ['#set($x = 5 % 2)$x', '1'],
    ['#set($x = 7 / 2)$x', '3'],
    ['#set($x = -7 / 2)$x', '-3'],
    ['#set($x = 7 / 2.0)$x', '3.5'],
    ['#set($x = 2147483647 + 1)$x', '2147483648'],
    ['#set($x = 9223372036854775807 * 10)$x', '92233720368547758070'],
    ['#set($x = 1e10)$x', '1.0E10'],
    ['#set($x = 0.0001)$x', '1.0E-4'],
    ['#set($x = "a" + 1)$x', 'a1'],
    ['#set($x = 1)#set($x = 5 / 0)$x', '1'],
    ['#set($a = 5 + 4 > 2)$a', 'true'],
    [
      '#if(1 lt 2 and 2 le 2 and 3 gt 2 and 3 ge 3)a#end#if(1 eq 1.0 && 1 ne 2)b#end#if(not true or true)c#end',
      'abc',
    ],
    ['#if($d.list > 1)a#{else}b#end', 'b'],
    ['#if(1 == "1")a#end', 'a'],
    ['#if($d.list == $d.list && {"a": 1} == {"a": 1} && [1] != [2])a#end', 'a'],
  ]);
});

describe('VT-12: #define', () => {
  prints([
    ['#define($b)x#end[$b.size][$b.size()]#set($s = "$b")$s', '[][]x'],
    ['#define($b)<$x>#end#set($x = 1)$b#set($x = 2)$b', '<1><2>'],
    ['#define($b)x#end$b()', 'x()'],
    ['#define($b)x$b#end$b', 'xx'],
  ]);
});

describe('VT-13: #stop', () => {
  prints([
    ['a#stop b', 'a'],
    ['#foreach($i in [1..3])$i#if($i == 2)#stop#end#end.', '12'],
  ]);
});

describe('white space', () => {
  it('VT-14: does not trim the output', () => {
    expect(rendered('\n a \n')).toBe('\n a \n');
  });
  describe('VT-15: around #set', () => {
    prints([
      ['#set($f = 1) $f', ' 1'],
      ['#set($f = 1)  \n$f', '1'],
      ['#set($f = 1)\n\n$f', '\n1'],
      ['#set($f = 1) #set($g = 2) $g', ' 2'],
      ['a\n  #set($f = 1)\n$f', 'a\n  1'],
    ]);
  });
  describe('VT-16: around blocks', () => {
    prints([
      ['#if(true)\na\n#end\n\nb', 'a\n\nb'],
      ['#if($d.no)\na\n#else\nb\n#end\nc', 'b\nc'],
      ['#foreach($i in [1..2])\n$i\n#end\n', '1\n2\n'],
      ['#if(true) a #end b', ' a  b'],
    ]);
  });
  describe('VT-17: around comments', () => {
    prints([
      ['a## comment $x\nb', 'ab'],
      ['a #* two\nlines *#\nb', 'a \nb'],
      ['## only', ''],
    ]);
  });
  describe('VT-18: hashes that are text', () => {
    prints([['#13ff93 href="#" # x', '#13ff93 href="#" # x']]);
  });
});

describe('VT-30: errors', () => {
  it('say what was expected, what was found and where, when a template cannot be parsed', () => {
    expect(() => compileTemplate('a\n\n  #if(true] b')).toThrow(
      new TemplateError('Expected ) at the end of #if(…), found "] b"', { line: 3, column: 11 }),
    );
    expect(() => compileTemplate('#set($a = ')).toThrow(
      'Expected a value, found the end at line 1, column 11',
    );
  });
  it('name the reference that failed, when a template cannot be rendered', () => {
    const template = compileTemplate('$input.body\n$input.body.substring(9)');
    expect(() => template.render({ body: 'abc' })).toThrow(
      expect.objectContaining({
        name: 'TemplateError',
        message: 'StringIndexOutOfBoundsException: begin 9, end 3, length 3 at line 2, column 12',
        place: { line: 2, column: 12 },
        isUnsupported: false,
      }),
    );
  });
});

describe('regular expressions in a template', () => {
  it('JR-6: are refused with their place when it is compiled, if they work in Java but not here', () => {
    expect(() => compileTemplate(`a\n#if(false)$a.matches('\\G')#end`)).toThrow(
      expect.objectContaining({ isUnsupported: true, place: { line: 2, column: 13 } }),
    );
  });
  it('JR-5: fail when they are reached, if Java refuses them too', () => {
    expect(rendered(`#if(false)$a.matches('(')#end`)).toBe('');
    expect(() => rendered(`#set($a = 'x')$a.matches('(')`)).toThrow(TemplateError);
  });
});

describe('methods and properties of values that have none', () => {
  prints([
    ['[$d.no.x][$d.map.a.x][$d.map.a.x()][$d.no[0]][$d.name[0]][$d.list.x][$d.name.x]', '[][][][][][][]'],
    [
      '[$input][$input.x][$input.x("$")][$input.path()][$input.path(1)][$input.path("$", 1)][$input.json(1)]',
      '[][][][][][][]',
    ],
    ['[$util][$util.x][$util.x("a")][$util.urlEncode()][$util.urlEncode("a", "b")]', '[][][][][]'],
    ['[$input.params(1)][$input.params("a", "b")]', '[][]'],
    [
      '#set($d.name.x = 1)#set($d.name[0] = 1)#set($d.list["x"] = 1)#set($d.list.x() = 1)$d.list',
      '["a","b"]',
    ],
    ['#set($a = 1 / 0)[$a]#set($d.map.a = 1 / 0)#set($d.list[0] = 1 / 0)$d.map.a$d.list[0]', '[]1a'],
    ['#set($d.map.put("z", 1) = 5)$d.map', '{a=1, b=x}'],
    ['#set($d.map.toString = 1)$d.map.toString #set($m = {"constructor": 2})$m.constructor', '12'],
    [
      '#set($p = "[")#if(false)$d.name.length($p)$d.name.matches($p)$d.name.matches(1)$d.name.matches()#end',
      '',
    ],
  ]);
});

describe('text right after a reference', () => {
  prints([
    ['$d.list[0]b.c/d', 'ab/d'],
    ['$d.name{$x}', 'World{'],
    ['$d.name## no comment', 'World## no comment'],
    ['${d.name}b.c', 'Worldb.c'],
  ]);
});
