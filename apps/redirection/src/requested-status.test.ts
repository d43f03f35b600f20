import { HttpError } from '@samples/http';
import { describe, expect, it } from 'vitest';
import { requestedStatus } from './requested-status.ts';

describe('requestedStatus', () => {
  it('is the one asked for, else 302', () => {
    expect(requestedStatus('308')).toBe(308);
    expect(requestedStatus('')).toBe(302);
  });

  it.each(['304', '0302', '302 ', 'toString'])('refuses %j', (text) => {
    expect(() => requestedStatus(text)).toThrow(HttpError);
  });
});
