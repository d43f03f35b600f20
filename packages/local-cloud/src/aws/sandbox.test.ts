import { expect, it } from 'vitest';
import { mayBePage } from './sandbox.ts';

it.each([
  [undefined],
  [''],
  ['text/html; charset=utf-8'],
  ['image/svg+xml'],
  // XML of any kind may hold a script of XHTML or SVG.
  ['text/xml'],
  ['application/xml'],
  ['application/xhtml+xml'],
  ['application/atom+xml;charset=utf-8'],
  ['video/svg+xml'],
  // Chrome shows it as XML.
  ['text/xsl'],
  // What contains another type.
  ['multipart/x-mixed-replace; boundary=a'],
  ['message/rfc822'],
  ['application/pdf'],
  // Browsers guess what these are.
  ['unknown/unknown'],
  ['*/*'],
  ['text'],
  ['application/json; a="b", text/html'],
  ['image/png, text/html'],
  ['text/plainhtml'],
])('treats %j as what could be a page', (type) => {
  expect(mayBePage(type)).toBe(true);
});

it.each([
  'application/json',
  'text/plain;charset=UTF-8',
  ' image/png ',
  'video/mp4',
  'application/octet-stream',
])('knows that %j is not a page', (type) => {
  expect(mayBePage(type)).toBe(false);
});
