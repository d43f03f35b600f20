import { describe, expect, it } from 'vitest';
import { parseFilterPattern } from './filter-pattern.ts';

const message = '2026-01-01 [ERROR] request 42 failed: "disk full" while writing café';

describe('parseFilterPattern', () => {
  it.each([
    ['', true],
    ['ERROR', true],
    ['error', false],
    ['ERROR request', true],
    ['ERROR WARN', false],
    ['"request 42"', true],
    ['"42 request"', false],
    ['"[ERROR]"', true],
    ['"\\"disk full\\""', true],
    ['?WARN ?ERROR', true],
    ['?WARN ?INFO', false],
    ['?"request 42" ?INFO', true],
    ['ERROR -WARN', true],
    ['ERROR -failed', false],
    ['-WARN', true],
    ['ERROR -"disk full"', false],
    ['café', true],
    ['  ERROR   failed ', true],
  ])('decides on %j: %j', (pattern, expected) => {
    expect(parseFilterPattern(pattern)(message)).toBe(expected);
  });

  it('ignores optional terms beside others, as AWS does', () => {
    expect(parseFilterPattern('?WARN request')(message)).toBe(true);
    expect(parseFilterPattern('?ERROR absent')(message)).toBe(false);
  });

  const request = JSON.stringify({
    status: 500,
    latency: '12.5',
    path: '/pets/1',
    user: { id: 7, email: 'jo@example.com', 'is-admin': true },
    tags: ['a', 'b'],
    items: [{ n: 1 }, { n: 2 }],
    error: null,
  });

  it.each([
    ['{ $.status = 500 }', true],
    ['{ $.status = 5e2 }', true],
    ['{$.status=500}', true],
    ['{ $.status != 500 }', false],
    ['{ $.status = 5* }', true],
    ['{ $.status >= 500 && $.latency < 12.6 }', true],
    ['{ $.latency > 12.5 }', false],
    ['{ $.path = "/pets/*" }', true],
    ['{ $.path = "*pets" }', false],
    ['{ $.path != "/health" }', true],
    ['{ $.path > 3 }', false],
    ['{ $.user.email = "jo@*.com" }', true],
    ["{ $.user['is-admin'] IS TRUE }", true],
    ['{ $.user.is-admin IS FALSE }', false],
    ['{ $.user.is-admin = true }', true],
    ['{ $.error IS NULL }', true],
    ['{ $.error NOT EXISTS }', false],
    ['{ $.absent NOT EXISTS }', true],
    ['{ $.absent IS NULL }', false],
    ['{ $.absent != 1 }', false],
    ['{ $.tags[1] = b }', true],
    ['{ $.tags[2] NOT EXISTS }', true],
    ['{ $.tags = a }', false],
    ['{ $.tags != a }', false],
    ['{ $.tags[*] = b }', true],
    ['{ $.items[*].n = 2 }', true],
    ['{ $.user.* = 7 }', true],
    ['{ $.path = %/pets/[0-9]+% }', true],
    ['{ $.status = 1 && $.path = x || $.user.id = 7 }', true],
    ['{ $.status = 1 && ($.path = x || $.user.id = 7) }', false],
    ['{ $.toString NOT EXISTS }', true],
  ])('decides on JSON by %s: %j', (pattern, expected) => {
    expect(parseFilterPattern(pattern)(request)).toBe(expected);
  });

  it('finds nothing in messages that are not JSON', () => {
    for (const text of ['no JSON', '{broken', '"text"', '12', `prefix ${request}`])
      expect(parseFilterPattern('{ $.absent NOT EXISTS }')(text)).toBe(false);
    expect(parseFilterPattern('{ $[0].a = 1 }')(' [{"a":1}]')).toBe(true);
  });

  const line = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';

  it.each([
    ['[ip, id, user, time, request, status, bytes]', true],
    ['[ip, id, user, time, request, status]', false],
    ['[ip, ..., bytes]', true],
    ['[..., status = 4*, bytes > 1000]', true],
    ['[..., status = 404, bytes > 2000]', false],
    ['[..., status = 4* && status != 404, bytes]', false],
    ['[..., status = 403 || status = 404, bytes]', true],
    ['[..., request = *html*, status=404,]', true],
    ['[ip, id, user =! frank, ...]', false],
    ['[ip = 127.0.*, ...]', true],
    ['[ip = %^127%, ...]', true],
    ['[..., request = "GET /index.html HTTP/1.0", status, bytes]', true],
    ['[w1, w2, w3, w4, w5, w6, w7, w8, ...]', false],
  ])('decides on fields by %s: %j', (pattern, expected) => {
    expect(parseFilterPattern(pattern)(line)).toBe(expected);
  });

  it.each([
    ['%4[0-9]+%', true],
    ['%ERROR\\]%', true],
    ['%^ERROR%', false],
    ['%WARN|ERR%', true],
  ])('decides by the regular expression %s: %j', (pattern, expected) => {
    expect(parseFilterPattern(pattern)(message)).toBe(expected);
  });

  it('ends a regular expression that takes too long', () => {
    const matches = parseFilterPattern('%a*a*a*a*a*b%');
    expect(() => matches('a'.repeat(20_000))).toThrow('The regular expression takes more than 500 ms');
  });

  it.each([
    ['a-b', "Invalid character(s) in term 'a-b'"],
    ['"unclosed', "Invalid character(s) in term '\"unclosed'"],
    ['?', "Invalid character(s) in term '?'"],
    ['{ $.a = 1', "If a filter pattern starts with '{' it must end with '}'"],
    ['[abc', "If a filter pattern starts with '[' it must end with ']'"],
  ])('refuses %j', (pattern, expected) => {
    expect(() => parseFilterPattern(pattern)).toThrow(
      expect.objectContaining({ code: 'InvalidParameterException', message: expected }),
    );
  });

  it.each([
    '{}',
    '{ a = 1 }',
    '{ $ = 1 }',
    '{ $.a }',
    '{ $.a = }',
    '{ $.a = 1 && }',
    '{ ($.a = 1 }',
    '{ $.a < x }',
    '{ $.a = 1 $.b = 2 }',
    '{ $.a = %(b)% }',
    `{ ${'('.repeat(60)}$.a = 1${')'.repeat(60)} }`,
    '[a = 1 b]',
    '[a = 1 && b = 2]',
    '[..., a, ...]',
    '[a < x]',
    '%(a)%',
    '%[%',
    '%a!%',
    '%é%',
  ])('refuses the malformed %j', (pattern) => {
    expect(() => parseFilterPattern(pattern)).toThrow(
      expect.objectContaining({ code: 'InvalidParameterException', message: 'Invalid filter pattern' }),
    );
  });

  it('refuses a pattern of more than 1024 characters', () => {
    expect(() => parseFilterPattern('a'.repeat(1025))).toThrow(
      'Member must have length less than or equal to 1024',
    );
    expect(parseFilterPattern('a'.repeat(1024))(message)).toBe(false);
  });
});
