import { expect, it } from 'vitest';
import { authenticatorUrl } from './authenticator.tsx';

it('the URL of the QR code names the account and the app, whatever their characters', () => {
  const url = new URL(authenticatorUrl('a&b=c@example.com', 'ABC234'));
  expect(url.href).toMatch(/^otpauth:\/\/totp\/Cloud%20Logic%3Aa%26b%3Dc%40example\.com\?/);
  expect(Object.fromEntries(url.searchParams)).toEqual({ secret: 'ABC234', issuer: 'Cloud Logic' });
});
