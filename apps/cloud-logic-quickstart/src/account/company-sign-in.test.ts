import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Configuration } from '../configuration.ts';
import { callbackUrlOf, companySignInUrl, companySignOutUrl, tokensOfCallback } from './company-sign-in.ts';

const configuration: Configuration = {
  userPoolId: 'eu-west-1_abc',
  clientId: 'a client',
  identityPoolId: 'eu-west-1:1',
  minimumPasswordLength: 10,
  signInUrl: 'https://sign-in.example',
  stages: { Development: 'https://api.example/d', Production: 'https://api.example/p' },
  company: 'Company',
};
const callbackUrl = 'https://app.example/app/';
const requests: { url: string; body: URLSearchParams }[] = [];
let stored: Map<string, string>;
const pending = {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => void stored.set(key, value),
  removeItem: (key: string) => void stored.delete(key),
};

beforeEach(() => {
  stored = new Map();
  requests.length = 0;
  vi.stubGlobal('fetch', async (url: string, { body }: { body: URLSearchParams }) => {
    requests.push({ url, body });
    return Response.json({ id_token: 'i', access_token: 'a', refresh_token: 'r' });
  });
});
afterEach(() => vi.unstubAllGlobals());

async function begin(): Promise<URLSearchParams> {
  return new URL(await companySignInUrl(configuration, callbackUrl, pending)).searchParams;
}

const comeBack = (query: Record<string, string>) =>
  tokensOfCallback(configuration, new URL(`${callbackUrl}?${new URLSearchParams(query)}`), pending);

describe('a sign-in with the account of a company', () => {
  it('sends the hash of a verifier first, and the verifier only with the code', async () => {
    const url = await companySignInUrl(configuration, callbackUrl, pending);
    expect(url).toMatch(/^https:\/\/sign-in\.example\/oauth2\/authorize\?/);
    const sent = new URL(url).searchParams;
    expect(Object.fromEntries(sent)).toMatchObject({
      response_type: 'code',
      client_id: 'a client',
      redirect_uri: callbackUrl,
      identity_provider: 'Company',
      code_challenge_method: 'S256',
    });
    const tokens = await comeBack({ code: 'c', state: sent.get('state') ?? '' });
    expect(tokens).toEqual({ idToken: 'i', accessToken: 'a', refreshToken: 'r' });
    const [exchange] = requests;
    expect(exchange?.url).toBe('https://sign-in.example/oauth2/token');
    expect(Object.fromEntries(exchange?.body ?? [])).toMatchObject({
      grant_type: 'authorization_code',
      client_id: 'a client',
      code: 'c',
      redirect_uri: callbackUrl,
    });
    const verifier = exchange?.body.get('code_verifier') ?? '';
    expect(verifier).toHaveLength(43);
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(sent.get('code_challenge'));
    expect(url).not.toContain(verifier);
  });

  it('refuses the code of a sign-in that it did not begin, or that has ended', async () => {
    await expect(comeBack({ code: 'c', state: '' })).rejects.toThrow('was not begun in this tab');
    const state = (await begin()).get('state') ?? '';
    await expect(comeBack({ code: 'c', state: `${state}x` })).rejects.toThrow('was not begun in this tab');
    await expect(comeBack({ code: 'c', state })).rejects.toThrow('was not begun in this tab');
    expect(requests).toEqual([]);
  });

  it('reports why the company refused', async () => {
    const state = (await begin()).get('state') ?? '';
    const refusal = { error: 'access_denied', error_description: 'Not today', state };
    await expect(comeBack(refusal)).rejects.toThrow('Not today');
  });

  it('is not found where the page was opened in another way', async () => {
    expect(await comeBack({ utm: 'x' })).toBeUndefined();
  });

  it('comes back to the URL of the app, up to its last slash', () => {
    expect(callbackUrlOf(new URL('https://app.example/app/index.html?code=1#/notes'))).toBe(callbackUrl);
    expect(companySignOutUrl(configuration, callbackUrl)).toBe(
      'https://sign-in.example/logout?client_id=a+client&logout_uri=https%3A%2F%2Fapp.example%2Fapp%2F',
    );
  });
});
