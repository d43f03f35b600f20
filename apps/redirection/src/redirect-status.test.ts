import { HttpError } from '@samples/http';
import { describe, expect, it } from 'vitest';
import { redirectStatus } from './redirect-status.ts';

describe('redirectStatus', () => {
  it('is the one asked for, else 302', () => {
    expect(redirectStatus('308')).toBe(308);
    expect(redirectStatus('')).toBe(302);
  });

  it.each(['304', '0302', '302 ', 'toString'])('refuses %j', (text) => {
    expect(() => redirectStatus(text)).toThrow(HttpError);
  });
});
