import { describe, expect, it } from 'vitest';
import { HttpError, notFoundPageError, redirectError } from './index.ts';

describe('redirectError', () => {
  it.each([
    [300, 'MultipleChoices'],
    [301, 'MovedPermanently'],
    [302, 'ResponseFound'],
    [303, 'SeeOther'],
    [307, 'TemporaryRedirect'],
    [308, 'PermanentRedirect'],
  ] as const)('for %d names HandlerDemo.%s and carries the location as its name', (status, kind) => {
    const error = redirectError(status, 'https://example.com/a');
    expect(error.name).toBe('https://example.com/a');
    expect(error.message).toMatch(new RegExp(`^HandlerDemo\\.${kind}\\b.*$`));
  });

  it('refuses a location as redirect does', () => {
    expect(() => redirectError(302, '//evil')).toThrow(HttpError);
    expect(() => redirectError(302, 'https://evil/', { hosts: ['example.com'] })).toThrow(HttpError);
  });

  it('throws a RangeError for a status that has no location', () => {
    // @ts-expect-error the types allow only redirect statuses
    expect(() => redirectError(304, '/')).toThrow(RangeError);
  });
});

describe('notFoundPageError', () => {
  it('carries the text of the page, safe for HTML, as its name', () => {
    const error = notFoundPageError('<script>alert(1)</script>');
    expect(error.name).toBe('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(error.message).toMatch(/^HandlerDemo\.ResponseNotFound\b/);
  });
});
