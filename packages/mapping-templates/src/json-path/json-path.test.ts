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
const all = ['Sayings', 'Sword', 'Moby'];

function found(path: string): string {
  const meter = new Meter(createExpressions({ runBounded }));
  const value = parseJsonPath(path).read(document as Value, meter);
  return value === undefined ? 'nothing' : jsonText(value, meter);
}

// What Jayway JsonPath 2.4 found in the same document.
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

describe('a JSONPath at its edges', () => {
  it.each([
    ["$..['title']", '["Sayings","Sword","Moby"]'],
    ["$..['title','none']", '[]'],
    ["$['limit','nothing'].x", '[]'],
    ['$..book[?(@.isbn)].title', '["Moby"]'],
    ['$.store..[?(@.color)].price', '[19.95]'],
    ['$..*[?(@ > 1)]', '[2.5,2,3]'],
    ['$.rows[0][*]', '[1,2]'],
    ['$.rows[1][-1]', '3'],
    ['$.rows[1][-2]', 'nothing'],
    ['$.rows[0][ 0 , 1 ]', '[1,2]'],
    ['$.rows[0][ * ]', '[1,2]'],
    ['$.rows[0][ 0 : 1 ]', '[1]'],
    ['$.rows[0][-1:2]', '[2,1,2]'],
    ['$.rows[0][1:9]', '[2]'],
    ['$.numbers[-9:]', '[1,2.5,-3]'],
    ['$.limit[0]', 'nothing'],
    ['$.limit[0:]', '[]'],
    ['$.limit.*', '[]'],
    ['$.limit[?(@)]', '[]'],
    ['$.store.bicycle[?(@.price > 1)].color', '["red"]'],
    ['  $.limit ', '10'],
    ['@.limit', '10'],
    ['$["limit"]', '10'],
    ["$[ 'limit' ]", '10'],
    ['$.rows[*][-2]', '[1]'],
    ['$.numbers[:0]', '[]'],
    ['$.rows[?(@.a) ]', '[]'],
    ["$['store','limit'].bicycle", '[{"color":"red","price":19.95}]'],
    ["$..['bicycle','none'].color", '["red"]'],
    ['$.rows..[0:1]', '[[1,2],1,3]'],
    ['$.store..[?(@.isbn)].title', '["Moby"]'],
    ['$..keys()', '[]'],
    ['li@mit', 'nothing'],
    ['$.no=thing', 'nothing'],
    [`$.${'a'.repeat(9_998)}`, 'nothing'],
  ])('JP-2: %s finds %s', (path, text) => {
    expect(found(path)).toBe(text);
  });

  it.each([
    ['@.price == 8.95', ['Sayings']],
    ['@.price != 8.95', ['Sword', 'Moby']],
    ['@.price <= 8.95', ['Sayings']],
    ['@.price > 12.98', ['Sword']],
    ["@.title < 'Sb'", ['Sayings', 'Moby']],
    ["@.title <= 'Moby'", ['Moby']],
    ["@.title >= 'Sword'", ['Sword']],
    ["@.title > 'Sword'", []],
    ['@.title < 1', []],
    ["@.kind === 'fiction'", ['Sword', 'Moby']],
    ["@.kind !== 'fiction'", ['Sayings']],
    ["@.tags === ['a', 'b']", ['Sayings']],
    ['@.tags == []', ['Moby']],
    ["@.kind == 'fiction' || @.kind == 'reference'", ['Sayings', 'Sword', 'Moby']],
    ["@.kind == 'x' || @.price < 9 && @.isbn", ['Moby']],
    ["(@.kind == 'fiction' && (@.isbn || @.price > 12))", ['Sword', 'Moby']],
    ['!@.tags && !@.isbn', ['Sword']],
    ["@.tags anyof ['b', 'z']", ['Sayings']],
    ["@.tags noneof ['b', 'z']", ['Sword', 'Moby']],
    ["@.tags all ['a']", ['Sayings']],
    ['@.tags all []', ['Sayings', 'Moby']],
    ["@.title contains 'wor'", ['Sword']],
    ['@.title size 4', ['Moby']],
    ['@.title empty false', ['Sayings', 'Sword', 'Moby']],
    ['@ size 4', ['Sayings']],
    ['@.tags empty false', ['Sayings']],
    ["'Moby' == @.title", ['Moby']],
    ['/M.*/ =~ @.title', ['Moby']],
    ['@.price =~ /8[.].*/', ['Sayings', 'Moby']],
    ['@.tags =~ /.+/', []],
    ["@.title IN ['Moby']", ['Moby']],
    ["@.missing in ['Moby']", []],
    ['@.title == "Moby"', ['Moby']],
    ["@.title == 'Mo\\'by'", []],
    ["@.isbn == '0-553' && true == true", ['Moby']],
    ["@ == {'title': 'Sword', 'price': 12.99, 'kind': 'fiction'}", ['Sword']],
    ['@.isbn||@.tags', []],
    ['@.isbn  ||  @.price > 10', ['Sword', 'Moby']],
    ['@.isbn&&@.tags', []],
    ["@['isbn']||@['tags']", []],
    ["@['isbn']&&@['tags']", []],
    ['@.tags.length()||@.isbn', []],
    ['8.95 == @.price||@.isbn', []],
    ['@.price == 8.95||@.isbn', ['Sayings', 'Moby']],
    ['@.isbn  &&  @.tags', ['Moby']],
    ['@.title =~ /s.*/', []],
    ["@.title =~ 'Moby'", []],
    ["'a/b' =~ /a\\/b/", all],
    ['true =~ /t.*/', all],
    ["'it\\'s' == \"it's\"", all],
    ["']' in [']', 'x']", all],
    ["'[' in ['[', 'x']", all],
    ['\'a]\' in ["a]"]', all],
    ['\'a\\"]\' in ["a\\"]"]', all],
    ["'a1' contains 1", []],
    ["'8.95' == @.price", ['Sayings']],
    ["@.price == '8.950'", ['Sayings']],
    ["'8.950' == @.price", []],
    ["@.price == '895e-2'", ['Sayings']],
    ["@.price == '+8.95'", ['Sayings']],
    ["@.price == ' 8.95'", []],
    ["@.price == '8.95x'", []],
    ["10 == ''", []],
    ["10 == '.1e2'", all],
    ["10 == '10.'", all],
    ["10 == '0010'", all],
    ["9007199254740993 == '9007199254740993'", all],
    ["9007199254740992 == '9007199254740993'", []],
    [`1 == '${'0'.repeat(99)}1'`, all],
    [`1 == '${'0'.repeat(100)}1'`, []],
    ["10 != '10.0'", []],
    ["10 === '10'", []],
    ["@.price in ['8.950']", ['Sayings']],
    ["'8.950' in [8.95]", []],
    ["['10.0'] contains 10", all],
    ["[10] contains '10.0'", []],
    ["[10] contains '10'", all],
    ["true == 'true'", []],
    ['$.limit === 10.0', all],
    ['$.nothing === null', all],
    ["'2' > 1", []],
    ["1 < '2'", []],
    ['@.price < 8.95', []],
  ])('JP-4: filters by %s', (filter, titles) => {
    expect(JSON.parse(found(`$.store.book[?(${filter})].title`))).toEqual(titles);
  });

  it.each([
    ['$.numbers.avg()', '0.16666666666666666'],
    ['$.numbers.stddev()', '2.3213980461973533'],
    ['$.numbers.size()', '3'],
    ['$.limit.length()', 'null'],
    ['$.limit.keys()', 'null'],
    ['$.store.keys()', '["book","bicycle"]'],
    ["$.store.book[0].tags.concat('-', 'c')", '"ab-c"'],
    ['$.numbers.append(7, $.limit)', '[1,2.5,-3,7,10]'],
    ['$.limit.append(7)', '10'],
    ['$.numbers.sum(1, 2)', '3.5'],
    ['$.rows[0].sum( $.limit )', '13.0'],
    ['$.rows[0].min()', '1.0'],
    ["$.numbers.concat('a')", '"a"'],
  ])('JP-5: %s is %s', (path, text) => {
    expect(found(path)).toBe(text);
  });

  it.each([
    ['$x', 'Expected . or [', 1],
    ['$.', 'Expected the name of a property', 2],
    ['$[', "Expected a filter, '…', a number, a slice or *", 2],
    ["$['a'", 'Expected ]', 5],
    ['$[?(@.a)', 'Expected ] after a filter', 8],
    ['$[?(@.a', 'Expected ) of a filter', 7],
    ['$[?(1)]', 'Expected an operator', 5],
    ['$[?(@.a is 1)]', 'Unknown operator is', 10],
    ['$[?(@.a&&!@.b)]', 'Expected ) of a filter', 9],
    ['$[?(@.a == )]', 'Expected a value', 11],
    ['$[?(@.a == [1)]', 'Expected a value', 15],
    ['$.a(1 2)', 'Expected , or )', 6],
    [`$${'.a'.repeat(201)}`, 'More than 200 steps', 403],
    [`$[?(${'!'.repeat(300)}1)]`, 'More than 200 levels are nested', 203],
    [`$.${'a'.repeat(10_000)}`, 'More than 10000 characters', 10_000],
  ])('JP-6: refuses %s with its place', (path, problem, index) => {
    expect(() => found(path)).toThrow(
      `${problem} in the JSONPath ${JSON.stringify(path.slice(0, 100))} at index ${index}`,
    );
  });

  it.each([
    ['$.numbers.nope()', 'Function with name: nope does not exist.'],
    ['$.store.sum()', 'Aggregation function attempted to calculate value using empty array'],
    ['$.store.book[0].tags.sum()', 'Aggregation function attempted to calculate value using empty array'],
  ])('JP-6: %s fails', (path, message) => {
    expect(() => found(path)).toThrow(new TemplateFault(message));
  });

  it.each([
    ['$.store.book[0,1].title', true],
    ["$['limit']", true],
    ["$['limit','rows']", false],
    ['$.rows.length()', false],
  ])('finds parts of the document by %s: %s', (path, findsParts) => {
    expect(parseJsonPath(path).findsParts).toBe(findsParts);
  });
});
