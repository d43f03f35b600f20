import { describe, expect, it } from 'vitest';
import { rendered } from '../testing/rendered.ts';
import { isNestedTooDeep } from './is-nested-too-deep.ts';

const nested = (depth: number, inner = '') => '['.repeat(depth) + inner + ']'.repeat(depth);

describe('a JSON string', () => {
  it.each([
    ['400 arrays', nested(400)],
    ['401 brackets in a string', `["${'['.repeat(401)}"]`],
    ['401 brackets after an escaped quote', `["\\"${'{'.repeat(401)}"]`],
    ['brackets in two strings', `["\\\\","${'['.repeat(401)}"]`],
    ['many brackets side by side', `[${'[],{},'.repeat(300)}1]`],
    ['a string without an end', `"${'['.repeat(500)}`],
    ['401 closing brackets', ']'.repeat(401)],
  ])('of %s is not nested too deep', (_, json) => {
    expect(isNestedTooDeep(json)).toBe(false);
  });

  it.each([
    ['401 arrays', nested(401)],
    ['401 arrays after a string', `["a",${nested(400)}]`],
    ['401 arrays after an escaped backslash', `["\\\\",${nested(400)}]`],
    ['401 objects', '{"a":'.repeat(401)],
    ['arrays and objects', '[{"a":'.repeat(201)],
  ])('of %s is nested too deep', (_, json) => {
    expect(isNestedTooDeep(json)).toBe(true);
  });
});

describe('a value that holds itself', () => {
  it.each([
    ['#set($l = [1])#set($x = $l.add($l))$l', 'a list'],
    ['#set($m = {})#set($m.m = $m)$m', 'a map'],
    ["#set($m = $input.path('$'))#set($m.m = $m)$input.json('$')", 'an object'],
    ["#set($m = $input.path('$'))#set($x = $m.l.add($m.l))$m.l", 'an array'],
    [
      '#set($l = [1])#set($k = [1])#set($x = $l.add($l))#set($x = $k.add($k))#if($l == $k)#end',
      'compared lists',
    ],
    ['#set($l = {})#set($k = {})#set($l.a = $l)#set($k.a = $k)#if($l == $k)#end', 'compared maps'],
    ['#set($l = [1])#set($x = $l.add($l))$l.hashCode()', 'the hash code of a list'],
    ['#set($m = {})#set($m.m = $m)$m.hashCode()', 'the hash code of a map'],
  ])('is refused: %s', (template) => {
    expect(() => rendered(template, { body: '{"l":[]}' })).toThrow(
      /^More than 200 levels are nested at line 1/,
    );
  });
});
