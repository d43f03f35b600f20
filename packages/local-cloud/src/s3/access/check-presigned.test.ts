import { describe, expect, it } from 'vitest';
import { checkPresigned } from './check-presigned.ts';

const signedAt = Date.parse('2026-01-02T03:04:05Z');
const query = (expires: string, date = '20260102T030405Z') =>
  new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Date': date,
    'X-Amz-Expires': expires,
  });

describe('checkPresigned', () => {
  it('accepts a URL that has not expired, and a request that is not presigned', () => {
    expect(() => checkPresigned(query('60'), signedAt + 60_000)).not.toThrow();
    expect(() => checkPresigned(new URLSearchParams())).not.toThrow();
  });

  it('refuses an expired URL', () => {
    expect(() => checkPresigned(query('60'), signedAt + 61_000)).toThrow(
      expect.objectContaining({ code: 'AccessDenied', message: 'Request has expired', statusCode: 403 }),
    );
  });

  it.each([
    ['later', '20260102T032005Z'],
    ['no day at all', '20269999T030405Z'],
  ])('refuses a URL for %s', (_case, date) => {
    expect(() => checkPresigned(query('60', date), signedAt)).toThrow('Request is not valid yet');
  });
});
