import { describe, expect, it } from 'vitest';
import { prefixedError } from './index.ts';

describe('prefixedError', () => {
  it.each([
    [400, 'BadRequest'],
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [404, 'NotFound'],
    [429, 'TooManyRequests'],
    [500, 'InternalServerError'],
    [502, 'BadGateway'],
    [503, 'ServiceUnavailable'],
    [504, 'GatewayTimeout'],
  ] as const)('starts the message of %d with [%s]', (status, code) => {
    expect(prefixedError(status, 'why\nso')).toMatchObject({ name: code, message: `[${code}] why\nso` });
  });

  it('has no stack frames, which an unmapped response would show', () => {
    expect(prefixedError(400, 'why').stack).toBe('BadRequest: [BadRequest] why');
  });

  it('refuses a status that is not an error', () => {
    // @ts-expect-error the types allow only error statuses
    expect(() => prefixedError(302, 'why')).toThrow(RangeError);
  });
});
