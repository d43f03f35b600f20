import { describe, expect, it } from 'vitest';
import { redirect } from './index.ts';

describe('redirect', () => {
  it.each([300, 301, 302, 303, 307, 308] as const)('sends %d with the location as it was given', (status) => {
    expect(redirect(status, 'https://example.com')).toEqual({
      statusCode: status,
      headers: { location: 'https://example.com' },
      body: '',
    });
  });

  it('uses no location but that of its argument', () => {
    expect(
      redirect(302, '/a', { headers: { Location: '//evil', 'Cache-Control': 'no-store' } }).headers,
    ).toEqual({
      location: '/a',
      'cache-control': 'no-store',
    });
  });

  it.each([200, 304, 305, 306, 309, 400])('treats the status %d as a bug', (status) => {
    // @ts-expect-error the types allow only redirect statuses
    expect(() => redirect(status, '/')).toThrow(
      new RangeError(`Expected 300, 301, 302, 303, 307 or 308 for status, received ${status}`),
    );
  });

  it('refuses a location that would leave the named hosts', () => {
    expect(() => redirect(302, 'https://evil/', { hosts: ['example.com'] })).toThrow(
      expect.objectContaining({ status: 400 }),
    );
  });
});
