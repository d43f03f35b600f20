import { describe, expect, it } from 'vitest';
import { checkPresignedExpiry } from './presigned-expiry.ts';

const signedAt = Date.parse('2026-01-02T03:04:05Z');
const query = (expires: string, date = '20260102T030405Z') =>
  new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Date': date,
    'X-Amz-Expires': expires,
  });

describe('checkPresignedExpiry', () => {
  it('lets a request in while its address is valid, and one that is not presigned', () => {
    expect(() => checkPresignedExpiry(query('60'), signedAt + 60_000)).not.toThrow();
    expect(() => checkPresignedExpiry(new URLSearchParams())).not.toThrow();
  });

  it('refuses an address over its time', () => {
    expect(() => checkPresignedExpiry(query('60'), signedAt + 61_000)).toThrow(
      expect.objectContaining({ code: 'AccessDenied', message: 'Request has expired', statusCode: 403 }),
    );
  });

  it.each([
    ['a time to live that is no number', query('soon')],
    ['one over a week', query('604801')],
    ['one below nothing', query('-1')],
    ['a date that is none', query('60', 'yesterday')],
  ])('refuses %s', (_case, address) => {
    expect(() => checkPresignedExpiry(address, signedAt)).toThrow(
      expect.objectContaining({ code: 'AuthorizationQueryParametersError' }),
    );
  });
});
