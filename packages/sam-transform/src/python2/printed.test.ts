import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../template.ts';
import { printed } from './printed.ts';
import { copied, extended, fromTemplate, givenKeys, keysInOrder, without } from './provenance.ts';

describe('SM-16: what Python 2 prints', () => {
  it.each<[JsonValue, string]>([
    ["it's", `u"it's"`],
    [`both ' and "`, `u'both \\' and "'`],
    ['a\\b\n\té✓😀\x7f', "u'a\\\\b\\n\\t\\xe9\\u2713\\U0001f600\\x7f'"],
    [
      [1, -1, 1.5, 1e-7, 0.0001, 123456789.125, 2 ** 64],
      '[1, -1, 1.5, 1e-07, 0.0001, 123456789.125, 18446744073709551616L]',
    ],
    [[true, false, null], '[True, False, None]'],
    [{ b: {}, a: [] }, "{u'a': [], u'b': {}}"],
    [{ openapi: 3, x: 3 }, "{u'x': 3, u'openapi': 3.0}"],
  ])('of the template’s %j', (value, expected) => {
    expect(printed([fromTemplate([value])])).toBe(`[[${expected}]]`);
  });

  it('marks the template’s strings, and not those of the translator', () => {
    const own = { type: 'mock' };
    expect(printed(own)).toBe("{'type': 'mock'}");
    expect(printed(extended(own, fromTemplate({ type: 'http' })))).toBe("{'type': u'http'}");
    expect(printed(extended(fromTemplate({ type: 'http' }), own))).toBe("{u'type': 'mock'}");
    expect(printed(givenKeys({ type: 'mock' }))).toBe("{u'type': 'mock'}");
  });

  it('keeps the marks in a copy, whose keys are added in the order of the old one', () => {
    const value = fromTemplate({ i: ['x'], a: { y: 'z' } });
    expect(printed(copied(value))).toBe("{u'i': [u'x'], u'a': {u'y': u'z'}}");
    expect(Object.keys(copied({ type: 1, httpMethod: 2 }))).toEqual(['httpMethod', 'type']);
  });

  it('goes on as if a deleted key still had its slot', () => {
    expect(keysInOrder(without({ a: 1, i: 2 }, 'a'))).toEqual(['i']);
    expect(keysInOrder(extended(without({ a: 1, q: 2 }, 'a'), { i: 3 }))).toEqual(
      keysInOrder({ a: 1, q: 2, i: 3 }).slice(1),
    );
  });
});
