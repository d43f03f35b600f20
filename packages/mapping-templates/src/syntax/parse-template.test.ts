import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../compile-template.ts';
import { rendered } from '../testing/rendered.ts';

describe('VT-30: a template that cannot be parsed says what was expected, and where', () => {
  it.each([
    ['#set $a', 'Expected ( after #set, found " $a"', 5],
    ['#if $a', 'Expected ( after #if or #elseif, found " $a"', 4],
    ['#if(1)#elseif 2', 'Expected ( after #if or #elseif, found " 2"', 14],
    ['#if($a', 'Expected ) at the end of #if(…), found the end', 7],
    ['#if($a)x', 'Expected #end of #if, found the end', 9],
    ['#if($a)x#elseif($b)', 'Expected #end of #if, found the end', 20],
    ['#if($a)x#else y', 'Expected #end of #else, found the end', 16],
    ['#if($a)x#else y#else z#end', 'Encountered #else in #else', 21],
    ['#if($a)#set($x = #end', 'Expected a value, found "#end"', 18],
    ['#foreach $a', 'Expected ( after #foreach, found " $a"', 9],
    ['#foreach(a in $b)#end', 'Expected a reference after #foreach(, found "a in $b)#e"', 10],
    ['#foreach($a of $b)#end', 'Expected in after the reference of #foreach(…), found "of $b)#end"', 13],
    ['#foreach($a in $b x)#end', 'Expected ) at the end of #foreach(…), found "x)#end"', 19],
    ['#foreach($a in $b)', 'Expected #end of #foreach, found the end', 19],
    ['#foreach($a in $b)#else#end', 'Encountered #else in #foreach', 24],
    ['#define $a', 'Expected ( after #define, found " $a"', 8],
    ['#define(a)#end', 'Expected a reference after #define(, found "a)#end"', 9],
    ['#define($a b)#end', 'Expected ) at the end of #define(…), found "b)#end"', 12],
    ['#define($a)', 'Expected #end of #define, found the end', 12],
    ['#macro a', 'Expected ( after #macro, found " a"', 7],
    ['#macro(a', 'Expected a value, found the end', 9],
    ['#macro(a)', 'Expected #end of #macro, found the end', 10],
    ['#stop($a', 'Expected a value, found the end', 9],
    ['#@box()x', 'Expected #end of #@box, found the end', 9],
    ['a#end', 'Encountered #end outside a block', 6],
    ['a #', 'A # ends the template', 3],
    ['a #* b', 'Expected a closing *#, found "#* b"', 3],
    ['a #[[ b', 'Expected a closing ]]#, found "#[[ b"', 3],
    ['a $!', 'A $ ends the template', 3],
    ['$1 $', 'A $ ends the template', 4],
    ['#set(a = 1)', 'Expected a reference after #set(, found "a = 1)"', 6],
    ['#set($a 1)', 'Expected = after the reference of #set(…), found "1)"', 9],
    ['#set($a = 1', 'Expected ) at the end of #set(…), found the end', 12],
    ['#set($a = [1 2])', 'Expected , or ] in a list, found "2])"', 14],
    ['#set($a = [1..2)', 'Expected ] at the end of a range, found ")"', 16],
    ['#set($a = ["x"..2])', 'Expected a range of whole numbers or references', 19],
    ['#set($a = [1..2.5])', 'Expected a range of whole numbers or references', 19],
    ['#set($a = {"a" 1})', 'Expected : after the key of a map, found "1})"', 16],
    ['#set($a = {"a":1 "b":2})', 'Expected , or } in a map, found "\\"b\\":2})"', 18],
    ['#set($a = (1)', 'Expected ) at the end of #set(…), found the end', 14],
    ['#set($a = (1 2))', 'Expected ) after the expression, found "2))"', 14],
    ['#set($a = "x)', 'Expected a closing ", found "\\"x)"', 11],
    ["#set($a = 'x)", 'Expected a closing \', found "\'x)"', 11],
    ['#set($a = "\\u00zz")', 'Expected four hexadecimal digits after \\u', 11],
    ['${true}', 'true cannot be the name of a variable', 7],
    ['$false', 'false cannot be the name of a variable', 7],
    ['${a b}', 'Expected } at the end of ${a, found " b}"', 4],
    ['$a[1.5]', 'Expected an index that is a string, a whole number, true, false or a reference', 7],
    ['$a[[1]]', 'Expected an index that is a string, a whole number, true, false or a reference', 7],
    ['$a[{}]', 'Expected an index that is a string, a whole number, true, false or a reference', 6],
    ['$a[[1..2]]', 'Expected an index that is a string, a whole number, true, false or a reference', 10],
    ['$a[1', 'Expected ] after the index, found the end', 5],
    ['$a.b(1 2)', 'Expected , between two parameters, found "2)"', 8],
    ['$a{b c', 'Expected } after {b, found " c"', 5],
    ['$a.b(1)c[1', 'Expected ] after the index, found the end', 11],
    ['#set($a = "$b.c(")', 'Expected a value, found the end', 11],
  ])('%s: %s', (template, message, column) => {
    expect(() => compileTemplate(`\n${template}`)).toThrow(`${message} at line 2, column ${column}`);
  });

  it.each([
    ['blocks', (depth: number) => '#if(1)'.repeat(depth) + '#end'.repeat(depth), 200],
    ['loops', (depth: number) => '#foreach($i in [])'.repeat(depth) + '#end'.repeat(depth), 200],
    ['definitions', (depth: number) => '#define($i)'.repeat(depth) + '#end'.repeat(depth), 200],
    ['alternatives', (depth: number) => '#if(1)#else'.repeat(depth) + '#end'.repeat(depth), 200],
    ['parentheses', (depth: number) => `#if(${'('.repeat(depth)}1${')'.repeat(depth)})#end`, 200],
    ['negations', (depth: number) => `#if(${'!'.repeat(depth)}1)#end`, 200],
    ['lists', (depth: number) => `#set($a = ${'['.repeat(depth)}1${']'.repeat(depth)})`, 200],
    ['maps', (depth: number) => `#set($a = ${'{1:'.repeat(depth)}1${'}'.repeat(depth)})`, 200],
    ['keys of maps', (depth: number) => `#set($a = ${'{'.repeat(depth)}1${':1}'.repeat(depth)})`, 200],
    ['indexes', (depth: number) => `${'$a['.repeat(depth)}1${']'.repeat(depth)}`, 200],
    ['parameters', (depth: number) => `${'$a.b('.repeat(depth)}1${')'.repeat(depth)}`, 200],
  ])('lets %s be nested 200 deep, and no deeper', (_, template, depth) => {
    expect(() => compileTemplate(template(depth))).not.toThrow();
    expect(() => compileTemplate(template(depth + 1))).toThrow('More than 200 levels are nested at line 1');
  });
});

describe('VT-9: directives in other spellings', () => {
  it.each([
    ['#{if}(true)a#{else}b#{end}c', 'ac'],
    ['#if ( $x == "" ) a #else b #end.', ' a .'],
    ['#if(false)a#{elseif}(true)b#{end}', 'b'],
    ['#{set}($a = 1)$a #{foreach}( $i in [1,2] )$i#{end}', '1 12'],
    ['#{define}( $b )x#{end}$b#{stop}y', 'x'],
    ['#foreach(\n$i\nin\n[1]\n)$i#end', '1'],
    ['a#stop()b', 'a'],
    ['#foreach($i in [1, 2])$i#break($i)#end.', '1.'],
    ['#macro( m $a, $b )x#end.#m( 1, $x "y" )', '.#m( 1, $x "y" )'],
    ['#@box(1)x#end.', '#@box(1)x#end.'],
    ['#name #{name} #a1 #_a', '#name #{name} #a1 #_a'],
    ['#*a*##[[b]]#c', 'bc'],
    ['a##\r\nb##\rc##\nd', 'abcd'],
    ['#if(true)\r\na\r\n#end\r\nb', 'a\r\nb'],
  ])('%j prints %j', (template, output) => {
    expect(rendered(template)).toBe(output);
  });
});

describe('VT-11: expressions in other spellings', () => {
  it.each([
    ['#if(!true)a#{else}b#end#if(! false)c#end#if(not false)d#end', 'bcd'],
    [
      '#set($a = !$x)$a #set($a = !false)$a #set($a = true && false)$a #set($a = false || false)$a',
      'falsetruefalsefalse',
    ],
    ['#set($a = true && true)$a #set($a = true and $x)$a #set($a = false or $x)$a', 'truetruetrue'],
    ['#if(1)a#end#if("a")b#end#if(1 + 1)c#end#if(true)d#end#if([1])e#end', 'd'],
    [
      '#set($a = 1 < 2)$a#set($a = 2 <= 1)$a#set($a = 1 > 1)$a#set($a = 1 >= 1)$a#set($a = 1 != 1)$a',
      'truefalsefalsetruefalse',
    ],
    ['#set($a = 7 - 2 - 1)$a #set($a = 2 * 3 % 4)$a #set($a = 8 / 2 / 2)$a #set($a = 1 - -1)$a', '4222'],
    ['#set($a = 1.5 + 1)$a #set($a = 1.5 - 1)$a #set($a = 1.5 * 2)$a #set($a = 5.5 % 2)$a', '2.50.53.01.5'],
    [
      '#set($b = 9007199254740993)#set($a = $b + 1)$a #set($a = $b - 1)$a #set($a = $b * 2)$a #set($a = $b / 2)$a #set($a = $b % 10)$a',
      '90071992547409949007199254740992180143985094819864503599627370496' + '3',
    ],
    ['#set($a = 5)#set($a = 1 / 0)#set($a = 1 % 0)#set($a = "x" - 1)#set($a = true + 1)$a', '5'],
    [
      '#set($a = [ 1 , 2 ])$a #set($a = [ 1 .. 3 ])$a #set($a = [3..3])$a #set($a = { "a" : 1 , "b" : [ ] })$a',
      '[1, 2][1, 2, 3][3]{a=1, b=[]}',
    ],
    ['#set($f = 1.9)#set($t = 3.2)#set($a = [$f..$t])$a', '[1, 2, 3]'],
    [
      '#set($a = -5)$a #set($a = -0.5)$a #set($a = 1e2)$a #set($a = 1.)$a #set($a = 1E-5)$a #set($a = -0)$a',
      '-5-0.5100.01.01.0E-50',
    ],
    [
      "#set($a = '''')$a#set($a = '')[$a]#set($a = \"\"\"\")$a#set($a = \"\")[$a]#set($a = 'a''''b')$a",
      "'[]\"[]a''b",
    ],
    [
      '#set($a = "$x ")[$a]#set($a = "#if(true)b#end")[$a]#set($a = "b$x")[$a]#set($a = "$x#*c*#")[$a]',
      '[ ][b][b][]',
    ],
    ['#set($a = "\\u00e9\\u0022")$a', 'é"'],
    [
      '[$a.b(null)][$a.b(x.y)]#set($m = {"a": 1})[$m.get(null)][$m.get( "a" )][$m.getOrDefault("z" , 2)]',
      '[][][][1][2]',
    ],
    ['#set($m = {true: 1, 2: 3})$m[true]$m[2]$m[ 2 ]', '133'],
  ])('%s prints %s', (template, output) => {
    expect(rendered(template)).toBe(output);
  });
});
