import { describe, expect, it } from 'vitest';
import { createExpressions } from '../expressions.ts';
import { Meter } from '../meter.ts';
import { runBounded } from '../run-bounded-in-node.ts';
import { TemplateFault } from '../template-error.ts';
import { jsonText } from '../values/json-text.ts';
import type { Value } from '../values/value.ts';
import { parseJsonPath } from './json-path.ts';

const book = (title: string, price: number, rest: object = {}) => ({ title, price, ...rest });
const document = {
  store: {
    book: [
      book('Sayings', 8.95, { tags: ['a', 'b'], kind: 'reference' }),
      book('Sword', 12.99, { kind: 'fiction' }),
      book('Moby', 8.99, { isbn: '0-553', tags: [], kind: 'fiction' }),
    ],
    bicycle: { color: 'red', price: 19.95 },
  },
  limit: 10,
  'a b': { "it's": 1 },
  rows: [[1, 2], [3], []],
  nothing: null,
  numbers: [1, 2.5, -3],
};

function found(path: string): string {
  const meter = new Meter(createExpressions({ runBounded }));
  const value = parseJsonPath(path).read(document as Value, meter);
  return value === undefined ? 'nothing' : jsonText(value, meter);
}

// Every expectation in this file is what Jayway JsonPath 2.4 found in the same document.
describe('a JSONPath', () => {
  it.each([
    ['$.limit', '10'],
    ['limit', '10'],
    ['$.nothing', 'null'],
    ['$.missing', 'nothing'],
    ['$.limit.deeper', 'nothing'],
    ["$['a b']['it\\'s']", '1'],
    ["$.['limit']", '10'],
    ['$.store.book.[0].title', '"Sayings"'],
    ['$.store.book[0].title', '"Sayings"'],
    ['$.store.book[-1].title', '"Moby"'],
    ['$.store.book[9]', 'nothing'],
  ])('JP-1: %s finds %s', (path, text) => {
    expect(found(path)).toBe(text);
  });

  it.each([
    ['$.store.book[*].title', '["Sayings","Sword","Moby"]'],
    ['$.rows.[*].[0]', '[1,3]'],
    ['$.store.*.color', '["red"]'],
    ['$.store.book[0,2].title', '["Sayings","Moby"]'],
    ['$.store.book[1:].title', '["Sword","Moby"]'],
    ['$.store.book[:1].title', '["Sayings"]'],
    ['$.store.book[0:2].title', '["Sayings","Sword"]'],
    ['$.store.book[-2:].title', '["Sword","Moby"]'],
    ['$.store.book[:-2].title', '["Sayings"]'],
    ["$.store.book[1]['title','price','none']", '{"title":"Sword","price":12.99}'],
  ])('JP-2: %s finds %s', (path, text) => {
    expect(found(path)).toBe(text);
  });

  it.each([
    ['$..price', '[8.95,12.99,8.99,19.95]'],
    ['$..book[0].title', '["Sayings"]'],
    ['$.rows..[0]', '[[1,2],1,3]'],
    ['$..missing', '[]'],
  ])('JP-3: %s finds %s', (path, text) => {
    expect(found(path)).toBe(text);
  });

  it.each([
    ['@.isbn', ['Moby']],
    ['!@.isbn', ['Sayings', 'Sword']],
    ['@.price < $.limit', ['Sayings', 'Moby']],
    ["@.kind == 'fiction' && @.price > 10", ['Sword']],
    ["!(@.kind == 'fiction') || @['price'] >= 12.99", ['Sayings', 'Sword']],
    ['@.title =~ /s.*/i', ['Sayings', 'Sword']],
    ['@.title =~ /s/i', []],
    ["@.kind in ['reference', 'x']", ['Sayings']],
    ["@.kind nin ['reference']", ['Sword', 'Moby']],
    ['@.tags size 2', ['Sayings']],
    ['@.tags empty true', ['Moby']],
    ["@.tags contains 'a'", ['Sayings']],
    ["@.price == '8.95'", ['Sayings']],
    ["@.price === '8.95'", []],
    ['@.isbn == null', []],
    ['@.isbn != 1', ['Sayings', 'Sword', 'Moby']],
    ["@.tags subsetof ['a','b','c']", ['Sayings', 'Moby']],
  ])('JP-4: filters by %s', (filter, titles) => {
    expect(JSON.parse(found(`$.store.book[?(${filter})].title`))).toEqual(titles);
  });

  it.each([
    ['$.store.book.length()', '3'],
    ['$.store.bicycle.length()', '2'],
    ['$.numbers.sum()', '0.5'],
    ['$.numbers.min()', '-3.0'],
    ['$.numbers.max()', '2.5'],
    ['$.rows[*].length()', '[2,1,0]'],
  ])('JP-5: %s is %s', (path, text) => {
    expect(found(path)).toBe(text);
  });

  it.each([
    '$.',
    '$..',
    '$x',
    '$[',
    '$[a]',
    '$.a[?(@.b >)]',
    '$.a[?(@.b]',
    "$['a",
    '$.a b',
    '$.store.book.nope()',
    '$[:]',
    '',
  ])('JP-6: refuses %j', (path) => {
    expect(() => found(path)).toThrow(TemplateFault);
  });
});
