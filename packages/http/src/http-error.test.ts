import { describe, expect, it } from 'vitest';
import { HttpError, isErrorStatus } from './index.ts';

describe('HttpError', () => {
  it('has the name of its class', () => {
    expect(String(new HttpError(404, 'No such note'))).toBe('HttpError: No such note');
  });

  it('has the code that it is given', () => {
    expect(new HttpError(413, 'Too long', { code: 'NoteTooLong' }).code).toBe('NoteTooLong');
  });

  it('is only for error statuses', () => {
    expect(isErrorStatus(404)).toBe(true);
    expect(isErrorStatus(200)).toBe(false);
    // @ts-expect-error the types allow only error statuses
    expect(() => new HttpError(200, 'Fine', { code: 'Fine' })).toThrow(
      new RangeError('Expected an HTTP error status such as 400 or 503 for status, received 200'),
    );
  });

  it('refuses headers that cannot be sent where they are given', () => {
    expect(() => new HttpError(400, 'No', { headers: { 'X-A': 'a\nb' } })).toThrow(TypeError);
  });
});
