import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TokenAuthorizer } from './token-authorizer.ts';

beforeEach(() => vi.stubEnv('TOKEN_SECRET', 'a secret of this test'));
afterEach(() => vi.unstubAllEnvs());

const signature = createHmac('sha256', 'a secret of this test').update('ada').digest('hex');

it('knows the caller of a signed token', () => {
  expect(new TokenAuthorizer().authorize(`Bearer ada.${signature}`)).toEqual({ principalId: 'ada' });
});

it.each([
  ['another name', `Bearer bob.${signature}`],
  ['half a signature', `Bearer ada.${signature.slice(32)}`],
  ['another scheme', `Basic ada.${signature}`],
  ['nothing', ''],
])('knows nobody by %s', (_, credentials) => {
  expect(new TokenAuthorizer().authorize(credentials)).toBeUndefined();
});

it('fails without a key, instead of taking any token', () => {
  vi.stubEnv('TOKEN_SECRET', '');
  expect(() => new TokenAuthorizer().authorize(`Bearer ada.${signature}`)).toThrow('TOKEN_SECRET');
});
