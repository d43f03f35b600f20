import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../src/compile-template.ts';
import { TemplateError } from '../src/template-error.ts';
import { rendered } from '../src/testing/rendered.ts';

/** The message of the error that rendering the template ends in. */
function refusal(template: string, body = ''): string {
  try {
    rendered(template, { body });
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    throw error;
  }
  throw new Error('Expected an error, but the template was rendered');
}

const listsInLists = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const repeat = (template: string) => `#foreach($i in [1..60])${template}#end`;
const steps = /^The template takes more than 5000000 steps at line 1/;
const grows = /^A (string|list) grows beyond \d+ (characters|elements) at line 1/;
const nested = /^More than 200 levels are nested at line 1/;

describe('a template that takes too much is refused with its place', () => {
  it.each([
    ['loops', '#foreach($i in [1..9999])#foreach($j in [1..9999])#end#end', steps],
    ['a range', '#foreach($i in [1..2000000])#end', grows],
    ['a string that doubles', `#set($s = "xxxxxxxx")${repeat('#set($s = "$s$s")')}`, grows],
    ['a string that is added to itself', `#set($s = "xxxxxxxx")${repeat('#set($s = $s + $s)')}`, grows],
    [
      'a string that is replaced by itself',
      `#set($s = "xxxxxxxxxx")${repeat('#set($s = $s.replace("x", $s))')}`,
      grows,
    ],
    ['a list that doubles', `#set($l = [1, 2])${repeat('#set($ok = $l.addAll($l))')}`, grows],
    [
      'many long strings',
      `#set($s = "x")#foreach($i in [1..22])#set($s = "$s$s")#end#set($l = [])#foreach($i in [1..9999])#set($ok = $l.add($s.toUpperCase()))#end`,
      steps,
    ],
    ['a list in itself', '#set($l = [1])#set($ok = $l.add($l))$l', nested],
    ['a map in itself', '#set($m = {})#set($m.m = $m)$m', nested],
    ['printing lists of the same list', `#set($l = [1])${repeat('#set($l = [$l, $l])')}$l`, grows],
    [
      'comparing lists of the same list',
      `#set($l = [1])#set($k = [1])${repeat('#set($l = [$l, $l])#set($k = [$k, $k])')}#if($l == $k)#end`,
      steps,
    ],
    ['brackets', `#if(${'('.repeat(300)}1${')'.repeat(300)})#end`, nested],
    ['blocks', `${'#if(true)'.repeat(300)}${'#end'.repeat(300)}`, nested],
    ['negations', `#if(${'!'.repeat(300)}$x)#end`, nested],
    ['output', `#foreach($i in [1..100000])${'x'.repeat(200)}#end`, grows],
    ['a regular expression', `#set($s = "${'a'.repeat(60)}!")$s.matches("(a+)+")`, /takes more than 100 ms/],
    [
      'many regular expressions',
      `#set($s = "${'a'.repeat(19)}!")#foreach($i in [1..200000])#if($s.matches("(a+)+"))#end#end`,
      /^Regular expressions take more than 1000 ms/,
    ],
  ])(
    '%s',
    (_, template, message) => {
      expect(refusal(template)).toMatch(message);
    },
    20_000,
  );

  it('a body that is nested too deeply', () => {
    for (const template of ["$input.path('$')", "$input.path('$..a')", "$input.json('$..x')"]) {
      expect(refusal(template, listsInLists(300))).toMatch(nested);
    }
  });

  it('a body of more than 400 nested brackets, which is treated as not being JSON', () => {
    const text = `"\\"${'['.repeat(999)}"`;
    expect(rendered("$input.json('$')", { body: listsInLists(400) })).toBe(listsInLists(400));
    expect(rendered("$input.json('$')", { body: `[${text},${text}]` })).toBe(`[${text},${text}]`);
    for (const body of [listsInLists(401), '['.repeat(10 << 20), '{"a":'.repeat(1000)]) {
      expect(rendered("$input.json('$')$input.path('$')", { body })).toBe('""');
    }
  });

  it('a template beyond 300 KB', () => {
    expect(() => compileTemplate('x'.repeat(301 * 1024))).toThrow(TemplateError);
  });

  it('VT-12: blocks that print each other do not run for ever', () => {
    expect(rendered('#define($a)a$b#end#define($b)b$a#end$a')).toBe('abab');
  });

  it('renders a loop over 24,500 items', () => {
    const body = JSON.stringify(Array.from({ length: 24_500 }, (_, index) => ({ index })));
    expect(rendered("#foreach($i in $input.path('$'))$i.index,#end", { body })).toHaveLength(135_890);
  });
});
