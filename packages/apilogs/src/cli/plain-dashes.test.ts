import { expect, it } from 'vitest';
import { plainDashes } from './plain-dashes.ts';

it.each([
  ['–-watch', '--watch'],
  ['–watch', '--watch'],
  ['—watch', '--watch'],
  ['-watch', '--watch'],
  ['-–watch', '--watch'],
  ['--watch', '--watch'],
  ['–start=1h ago', '--start=1h ago'],
  ['-h', '-h'],
  ['-5m', '-5m'],
  ['–', '–'],
])('reads %s as %s', (given, meant) => {
  expect(plainDashes([given])).toEqual([meant]);
});
