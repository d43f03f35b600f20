import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLocation, HttpError } from './index.ts';

describe('checkLocation', () => {
  it.each([
    '/',
    '/notes/%C3%A9?a=//b#c',
    'http://localhost:8080/',
    'HTTPS://EXAMPLE.com/a',
    'https://[::1]/',
    "/-._~:/?#[]@!$&'()*+,;=%2f%2F",
    `/${'a'.repeat(7999)}`,
  ])('accepts %s', (location) => {
    expect(checkLocation(location)).toBe(location);
  });

  it.each([
    ['', 'a percent-encoded URI'],
    ['/a b', 'a percent-encoded URI'],
    ['/é', 'a percent-encoded URI'],
    ['/\\evil', 'a percent-encoded URI'],
    ['https://example.com\\@evil', 'a percent-encoded URI'],
    ['/a\r\nSet-Cookie: b=c', 'a percent-encoded URI'],
    ['/\t/evil', 'a percent-encoded URI'],
    ['/a\u007f', 'a percent-encoded URI'],
    ['//evil', 'an absolute http or https URL or a path from /'],
    ['notes/1', 'an absolute http or https URL or a path from /'],
    ['javascript:alert(1)', 'an absolute http or https URL or a path from /'],
    ['data:text/html,x', 'an absolute http or https URL or a path from /'],
    ['ftp://example.com/http://a', 'an absolute http or https URL or a path from /'],
    ['ftp://example.com/', 'an absolute http or https URL or a path from /'],
    ['https:/evil', 'an absolute http or https URL or a path from /'],
    ['https:///evil', 'an absolute http or https URL or a path from /'],
    ['https://exa%mple', 'a percent-encoded URI'],
    ['/100%', 'a percent-encoded URI'],
    ['/%2', 'a percent-encoded URI'],
    ['/<script>', 'a percent-encoded URI'],
    ['/"a"', 'a percent-encoded URI'],
    ['/a^b', 'a percent-encoded URI'],
    ['/`a`', 'a percent-encoded URI'],
    ['/{a|b}', 'a percent-encoded URI'],
    ['https://exa%25mple', 'an absolute http or https URL or a path from /'],
  ])('refuses %j with a 400 that names what was expected', (location, expected) => {
    expect(() => checkLocation(location)).toThrow(
      expect.objectContaining({
        status: 400,
        message: `Expected ${expected} for location, received ${JSON.stringify(location)}`,
      }),
    );
  });

  it('accepts at most 8000 characters', () => {
    expect(() => checkLocation(`/${'a'.repeat(8000)}`)).toThrow(/^Expected a URI of at most 8000 characters/);
  });

  it('refuses what is not a string', () => {
    expect(() => checkLocation(JSON.parse('null'))).toThrow(expect.objectContaining({ status: 400 }));
  });

  it('stays on the hosts that are named', () => {
    const hosts = ['Example.com', 'localhost:8080'];
    expect(checkLocation('https://EXAMPLE.com/a', { hosts })).toBe('https://EXAMPLE.com/a');
    expect(checkLocation('http://localhost:8080', { hosts })).toBe('http://localhost:8080');
    expect(checkLocation('/a', { hosts: [] })).toBe('/a');
    for (const location of [
      'https://example.com.evil/',
      'https://example.com@evil/',
      'https://evil/#@example.com',
      'http://localhost:8081',
      'https://sub.example.com/',
    ]) {
      expect(() => checkLocation(location, { hosts })).toThrow(
        /one of the hosts \["Example.com","localhost:8080"\]/,
      );
    }
  });

  it('lets no control character and no other host through, whatever the input', () => {
    const pieces = ['https://', 'evil', 'example.com', '%0d', ...'/\\:@.?# \r\n\t'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces)), (parts) => {
        const location = parts.join('');
        try {
          checkLocation(location, { hosts: ['example.com'] });
        } catch (error) {
          expect(error).toBeInstanceOf(HttpError);
          return;
        }
        expect(location).not.toMatch(/\p{Cc}/u);
        expect(['example.com', 'here.test']).toContain(new URL(location, 'https://here.test').host);
      }),
      { numRuns: 2000 },
    );
  });
});
