import { expect, it } from 'vitest';
import { readMetadata, writeMetadata } from './metadata-text.ts';

const latin1 = (text: string) => Buffer.from(text).toString('latin1');

it.each([
  ['plain', 'plain'],
  ['=?UTF-8?B?YWJj?=', 'abc'],
  ['=?UTF-8?Q?actually-ascii?=', 'actually-ascii'],
  ['=?UTF-8?Q?=C3=A9?=', '=?UTF-8?Q?=C3=A9?='],
  ['=?UTF-8?B?AAECAw==?=', '=?UTF-8?B?AAECAw==?='],
  [latin1('é — 😀'), 'é — 😀'],
  ['é', 'é'],
  ['—', '—'],
])('reads %s as %s', (sent, meant) => {
  expect(readMetadata(sent)).toBe(meant);
});

it.each([
  ['plain = text?', 'plain = text?'],
  ['non-ascii-%E2%80%94_—_é_', '=?UTF-8?Q?non-ascii-%E2%80%94=5F=E2=80=94=5F=C3=A9=5F?='],
  ['é\r\n', '=?UTF-8?Q?=C3=A9=0D=0A?='],
])('writes %s as %s', (text, sent) => {
  expect(writeMetadata(text)).toBe(sent);
});
