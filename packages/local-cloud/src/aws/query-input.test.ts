import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryInput } from './query-input.ts';

const read = (form: string) => queryInput(new URLSearchParams(form));

describe('queryInput', () => {
  it('leaves out the action and version', () => {
    expect(read('Action=GetRole&Version=2010-05-08&RoleName=r')).toEqual({ RoleName: 'r' });
  });

  it('reads structures and lists of structures', () => {
    expect(read('Tags.member.1.Key=a&Tags.member.1.Value=b&Tags.member.2.Key=c&Filter.Path=%2Fx')).toEqual({
      Tags: [{ Key: 'a', Value: 'b' }, { Key: 'c' }],
      Filter: { Path: '/x' },
    });
  });

  it('reads maps', () => {
    const second = 'Ids.entry.2.key=__proto__&Ids.entry.2.value=c';
    const { Ids } = read(`${second}&Ids.entry.1.key=a.b&Ids.entry.1.value=d`);
    expect(Object.entries(Ids ?? {})).toEqual([
      ['a.b', 'd'],
      ['__proto__', 'c'],
    ]);
  });

  it.each(['Ids.entry.1.value=c', 'Ids.entry.1=c', 'Ids.entry.1.key.a=c'])('refuses the map %s', (form) => {
    expect(() => read(form)).toThrow('Expected a key and a value for each entry of a map.');
  });

  it('orders list items by their numbers, not by their places', () => {
    const items = Array.from({ length: 11 }, (_, index) => `N.member.${index + 1}=${index + 1}`).reverse();
    expect(read(items.join('&')).N).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11']);
  });

  it('reads an empty list as the empty text it is written as', () => {
    expect(read('Tags=')).toEqual({ Tags: '' });
  });

  it('decodes percent signs, plus signs and UTF-8', () => {
    expect(read('Name=%C3%BC+%2B%26%0D%0A')).toEqual({ Name: 'ü +&\r\n' });
  });

  it('keeps names that objects inherit apart', () => {
    const input = read('__proto__.polluted=1&constructor=x');
    expect(Object.keys(input)).toEqual(['__proto__', 'constructor']);
    expect({}).not.toHaveProperty('polluted');
  });

  it.each(['a=1&a=2', 'a=1&a.b=2', 'a.b=1&a=2'])('refuses the contradiction %s', (form) => {
    expect(() => read(form)).toThrow('is given twice or contradicts another');
  });

  it('refuses a name nested more than twelve deep', () => {
    expect(read(`${'a.'.repeat(11)}a=1`)).toHaveProperty('a');
    expect(() => read(`${'a.'.repeat(12)}a=1`)).toThrow('nested too deeply');
  });

  it('reads back any list of strings', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 20 }), (texts) => {
        const form = new URLSearchParams(
          Object.fromEntries(texts.map((text, index) => [`L.member.${index + 1}`, text])),
        );
        expect(queryInput(new URLSearchParams(form.toString()))).toEqual({ L: texts });
      }),
    );
  });
});
