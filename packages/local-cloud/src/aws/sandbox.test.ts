import { expect, it } from 'vitest';
import { mayBePage } from './sandbox.ts';

it.each([
  [undefined],
  [''],
  ['text/html; charset=utf-8'],
  ['image/svg+xml'],
  // Chrome shows it as XML.
  ['text/xsl'],
  // Browsers guess what these are.
  ['unknown/unknown'],
  ['*/*'],
  ['text'],
  ['application/json; a="b", text/html'],
])('takes %j for what could be a page', (type) => {
  expect(mayBePage(type)).toBe(true);
});

it.each([
  'application/json',
  'text/plain;charset=UTF-8',
  ' image/png ',
  'video/mp4',
  'application/octet-stream',
])('knows that %j is no page', (type) => {
  expect(mayBePage(type)).toBe(false);
});
