import { expect, it } from 'vitest';
import { pageOf } from './page-of.ts';

const letters = ['a', 'b', 'c'];
const invalid = (member: string) => new Error(`invalid ${member}`);

it('returns the first page and the token of the next', () => {
  expect(pageOf(letters, { size: 2 }, invalid)).toEqual({ items: ['a', 'b'], nextToken: '2' });
});

it('returns the last page without a token', () => {
  expect(pageOf(letters, { size: 2, token: '2' }, invalid)).toEqual({ items: ['c'] });
  expect(pageOf(letters, { size: 3 }, invalid)).toEqual({ items: letters });
});

it('returns an empty page for a token beyond the end of the list', () => {
  expect(pageOf(letters, { size: 2, token: '7' }, invalid)).toEqual({ items: [] });
});

it('reduces a size over the maximum to the maximum', () => {
  expect(pageOf(letters, { size: '500', maxSize: 2 }, invalid)).toEqual({
    items: ['a', 'b'],
    nextToken: '2',
  });
});

it.each(['-1', '1.5', 'x', '1e3', '9999999999'])('refuses the token %s', (token) => {
  expect(() => pageOf(letters, { size: 2, token }, invalid)).toThrow('invalid token');
});

it.each([0, -1, 1.5, 'x', ''])('refuses the size %s', (size) => {
  expect(() => pageOf(letters, { size }, invalid)).toThrow('invalid size');
});
