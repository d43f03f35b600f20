import { describe, expect, it } from 'vitest';
import { compileTemplate, TemplateContext } from '../index.ts';
import { copyOfValue, valueOfCopy } from './value-copy.ts';

/** What a second template prints of what the first one wrote, in the same context and in a copy of it. */
function printed(writing: string, reading: string): { same: string; copied: string } {
  const first = new TemplateContext();
  compileTemplate(writing).render({ context: first, body: '{"b": 1, "2": [1.0, null], "o": {}}' });
  const second = new TemplateContext();
  second.adopt(structuredClone(first.copy()));
  const read = compileTemplate(reading);
  return { copied: read.render({ context: second }), same: read.render({ context: first }) };
}

describe('the copy of a context', () => {
  it.each([
    ['a map in its order', '#set($context.v = {"b": 1, "a": "x", "2": true})'],
    ['a list', '#set($context.v = [1, 2.5, 1.0, 99999999999])'],
    ['an array of Java', '#set($s = "a,b")#set($context.v = $s.split(","))'],
    ['a set of keys', '#set($m = {"b": 1, "a": 2})#set($context.v = $m.keySet())'],
    ['JSON', "#set($context.v = $input.path('$'))"],
    [
      'JSON with new members',
      `#set($context.v = $input.path('$'))#set($context.v.x = 1)#set($ignored = $context.v.put("1", 2))`,
    ],
    ['a null of JSON', "#set($context.v = $input.path('$.2[1]'))"],
    ['text of any script', '#set($context.v = "é💡")'],
  ])('prints the same: %s', (_what, writing) => {
    const { same, copied } = printed(writing, '$context.v $context.keySet()');
    expect(copied).toBe(same);
    expect(copied).not.toContain('$context');
  });

  it('keeps objects shared', () => {
    const shared = '#set($a = [1])#set($context.x = [$a])#set($context.y = [$a])';
    const { same, copied } = printed(shared, '#set($ignored = $context.x.get(0).add(2))$context.y');
    expect(copied).toBe(same);
    expect(copied).toBe('[[1, 2]]');
  });

  it('is undefined before a template reads the context', () => {
    expect(new TemplateContext().copy()).toBeUndefined();
  });

  it('refuses to go deeper than 200 levels', () => {
    let value: unknown[] = [];
    for (let level = 0; level < 300; level++) value = [value];
    expect(() => copyOfValue(value as never)).toThrow('More than 200 levels are nested');
    expect(valueOfCopy(copyOfValue([[1n]]))).toEqual([[1n]]);
  });
});
