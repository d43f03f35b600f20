import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKeys } from './compare-keys.ts';
import { listPage, type PageOptions } from './list-page.ts';

const keys = ['a', 'a/1', 'a/2', 'b/1', 'b/2/x', 'c'];
const page = (options: PageOptions) => listPage(keys, (key) => key, options);

describe('listPage', () => {
  it('rolls keys with a delimiter up into common prefixes', () => {
    expect(page({ delimiter: '/', maxKeys: 10 })).toEqual({
      entries: ['a', 'c'],
      commonPrefixes: ['a/', 'b/'],
    });
  });

  it('looks for the delimiter after the prefix only', () => {
    expect(page({ prefix: 'b/', delimiter: '/', maxKeys: 10 })).toEqual({
      entries: ['b/1'],
      commonPrefixes: ['b/2/'],
    });
  });

  it('returns the name after which the next page begins, and does not repeat a common prefix there', () => {
    const first = page({ delimiter: '/', maxKeys: 2 });
    expect(first).toEqual({ entries: ['a'], commonPrefixes: ['a/'], next: 'a/' });
    expect(page({ delimiter: '/', maxKeys: 2, after: 'a/' })).toEqual({
      entries: ['c'],
      commonPrefixes: ['b/'],
    });
  });

  it('passes over a common prefix in which the marker is, where lists go by markers', () => {
    const options = { delimiter: '/', maxKeys: 1, after: 'a/1' };
    expect(page(options).commonPrefixes).toEqual(['a/']);
    expect(page({ ...options, passesPrefix: true }).commonPrefixes).toEqual(['b/']);
  });

  it('begins after a key that does not exist', () => {
    expect(page({ after: 'b/0', maxKeys: 10 }).entries).toEqual(['b/1', 'b/2/x', 'c']);
  });

  it('is empty and complete when no keys are wanted', () => {
    expect(page({ maxKeys: 0 })).toEqual({ entries: [], commonPrefixes: [] });
  });

  it('gives every key exactly once over all pages, alone or under its common prefix', () => {
    const key = fc.string({
      unit: fc.constantFrom('a', 'b', '/', '-', 'é', '😀', '\uffee'),
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 40 }),
        fc.constantFrom('', 'a', 'a/', '😀'),
        fc.constantFrom(undefined, '/', 'a', '-/'),
        fc.integer({ min: 1, max: 5 }),
        (unsorted, prefix, delimiter, maxKeys) => {
          const sorted = unsorted.sort(compareKeys);
          const listed = allPages(sorted, { prefix, delimiter, maxKeys });
          const wanted = sorted.filter((name) => name.startsWith(prefix));
          const expected = wanted.map((name) => rollUp(name, prefix, delimiter));
          expect(listed).toEqual([...new Set(expected)]);
        },
      ),
    );
  });
});

describe('compareKeys', () => {
  it('agrees with the bytes of UTF-8', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});

function allPages(sorted: readonly string[], options: PageOptions): string[] {
  const listed: string[] = [];
  let after: string | undefined;
  do {
    const { entries, commonPrefixes, next } = listPage(sorted, (name) => name, { ...options, after });
    expect(entries.length + commonPrefixes.length).toBeLessThanOrEqual(options.maxKeys);
    listed.push(...[...entries, ...commonPrefixes].sort(compareKeys));
    after = next;
  } while (after !== undefined);
  return listed;
}

function rollUp(key: string, prefix: string, delimiter: string | undefined): string {
  const at = delimiter === undefined ? -1 : key.indexOf(delimiter, prefix.length);
  return at < 0 ? key : key.slice(0, at + (delimiter ?? '').length);
}
