import { createHmac } from 'node:crypto';
import {
  AdminDisableUserCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  CreateResourceServerCommand,
  GetUserCommand,
  InitiateAuthCommand,
  SetUserMFAPreferenceCommand,
  SetUserPoolMfaConfigCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import * as oidc from 'openid-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { callback, hostedPool } from '../testing/hosted-pool.ts';
import { password } from '../testing/user-pool.ts';

const cloud = withCloud();
let pool: Awaited<ReturnType<typeof hostedPool>>;

beforeAll(async () => {
  pool = await hostedPool(cloud, { client: { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] } });
  await pool.addUser('jane', 'jane@example.com', { name: 'Jane <b>' });
});

describe('the unmodified openid-client', () => {
  async function configuration(clientId: string, authentication: oidc.ClientAuth, secret?: string) {
    const url = `${cloud.url()}/${pool.UserPoolId}/.well-known/openid-configuration`;
    const server = (await (await fetch(url)).json()) as oidc.ServerMetadata;
    const config = new oidc.Configuration(
      server,
      clientId,
      secret ? { client_secret: secret } : {},
      authentication,
    );
    oidc.allowInsecureRequests(config);
    return config;
  }

  it('CG-64: signs in with PKCE, reads the user, refreshes, and revokes', async () => {
    const config = await configuration(pool.ClientId, oidc.None());
    const [pkceCodeVerifier, expectedState, expectedNonce] = [
      oidc.randomPKCECodeVerifier(),
      oidc.randomState(),
      oidc.randomNonce(),
    ];
    const start = oidc.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: 'openid profile',
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: expectedState,
      nonce: expectedNonce,
    });
    const browser = pool.browser();
    expect(start.origin).toBe(browser.origin);
    await browser.get(start.pathname + start.search);
    await browser.get(browser.location());
    await browser.submit('/login', { username: 'jane', password });
    const returned = new URL(browser.location());
    const checks = { pkceCodeVerifier, expectedState, expectedNonce };
    const tokens = await oidc.authorizationCodeGrant(config, returned, checks);
    const claims = tokens.claims();
    expect(claims).toMatchObject({
      email: 'jane@example.com',
      email_verified: true,
      name: 'Jane <b>',
      'cognito:username': 'jane',
      token_use: 'id',
      nonce: expectedNonce,
      at_hash: expect.any(String),
    });
    const user = await oidc.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '');
    expect(user).toMatchObject({ username: 'jane', email_verified: 'true', name: 'Jane <b>' });
    const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '');
    expect(refreshed.refresh_token).toBeUndefined();
    expect(decodeJwt(refreshed.access_token)).toMatchObject({ scope: 'openid profile', version: 2 });
    await oidc.tokenRevocation(config, tokens.refresh_token ?? '');
    await expect(oidc.refreshTokenGrant(config, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect(oidc.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '')).rejects.toMatchObject({
      code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE',
      status: 401,
    });
  });

  it.each([
    ['client_secret_basic', oidc.ClientSecretBasic],
    ['client_secret_post', oidc.ClientSecretPost],
  ])('CG-65: acts for a machine by %s, with the scopes of a resource server', async (_, authenticationBy) => {
    const Identifier = `https://notes.example/${_}`;
    const Scopes = ['read', 'write'].map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName }));
    const server = { UserPoolId: pool.UserPoolId, Identifier, Name: 'Notes', Scopes };
    await pool.cognito.send(new CreateResourceServerCommand(server));
    const { ClientId = '', ClientSecret = '' } = await pool.addClient({
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: [`${Identifier}/read`],
    });
    const config = await configuration(ClientId, authenticationBy(ClientSecret), ClientSecret);
    const tokens = await oidc.clientCredentialsGrant(config, { scope: `${Identifier}/read` });
    expect(decodeJwt(tokens.access_token)).toMatchObject({
      sub: ClientId,
      client_id: ClientId,
      scope: `${Identifier}/read`,
      token_use: 'access',
    });
    expect(tokens.id_token).toBeUndefined();
    await expect(oidc.clientCredentialsGrant(config, { scope: `${Identifier}/write` })).rejects.toMatchObject(
      {
        error: 'invalid_grant',
      },
    );
    const wrong = await configuration(ClientId, authenticationBy('x'.repeat(52)), 'x'.repeat(52));
    await expect(oidc.clientCredentialsGrant(wrong)).rejects.toMatchObject({ error: 'invalid_client' });
  });

  it('reads tokens of the implicit flow from the fragment', async () => {
    const { ClientId = '' } = await pool.addClient({ AllowedOAuthFlows: ['implicit'] });
    const browser = pool.browser();
    const query = new URLSearchParams({
      response_type: 'token',
      client_id: ClientId,
      redirect_uri: callback,
      nonce: 'n',
    });
    await browser.get(`/login?${query}`);
    await browser.submit('/login', { username: 'jane', password });
    const fragment = new URLSearchParams(new URL(browser.location()).hash.slice(1));
    expect(decodeJwt(fragment.get('id_token') ?? '')).toMatchObject({
      nonce: 'n',
      'cognito:username': 'jane',
    });
    expect(fragment.get('token_type')).toBe('Bearer');
  });
});

describe('a sign-in on the pages', () => {
  it('CG-66: is remembered by the browser for an hour, until it signs out', async () => {
    const browser = pool.browser();
    await pool.signIn('jane', {}, browser);
    await browser.get(`/oauth2/authorize?${pool.request()}`);
    expect(browser.location()).toMatch(/^http:\/\/localhost:3000\/callback\?code=/);
    await browser.get(`/oauth2/authorize?${pool.request({ prompt: 'login' })}`);
    expect(browser.location()).toMatch(/^\/login\?/);
    await browser.get(
      `/logout?client_id=${pool.ClientId}&logout_uri=${encodeURIComponent('http://localhost:3000/bye')}`,
    );
    expect(browser.location()).toBe('http://localhost:3000/bye');
    await browser.get(`/oauth2/authorize?${pool.request({ prompt: 'none' })}`);
    expect(new URL(browser.location()).searchParams.get('error')).toBe('login_required');
  });

  it('begins with a sign-up, the code from the inbox, and a mistake', async () => {
    const browser = pool.browser();
    await browser.get(`/signup?${pool.request()}`);
    const asked = { username: 'kim', email: 'kim@example.com' };
    const refused = await browser.submit('/signup', { ...asked, password: 'short' });
    expect(refused.status).toBe(400);
    expect(refused.body).toContain('Password did not conform with policy: Password not long enough');
    expect((await browser.submit('/signup', { ...asked, password })).body).toContain(
      'We sent a code to k***@e***',
    );
    expect((await browser.submit('/confirm', { code: '1' })).body).toContain('Invalid verification code');
    expect((await browser.submit('/resendcode', {})).body).toContain('We sent a new code');
    expect((await browser.submit('/confirm', { code: await codeFor('kim@example.com') })).body).toContain(
      'Your account is confirmed. Sign in.',
    );
    expect((await browser.submit('/login', { username: 'kim', password })).status).toBe(302);
  });

  it('finds out about an unconfirmed account, and about a forgotten password', async () => {
    const browser = pool.browser();
    await browser.get(`/signup?${pool.request()}`);
    await browser.submit('/signup', { username: 'lee', email: 'lee@example.com', password });
    await browser.get(`/login?${pool.request()}`);
    expect((await browser.submit('/login', { username: 'lee', password })).body).toContain(
      'User is not confirmed.',
    );
    await browser.submit('/confirm', { code: await codeFor('lee@example.com') });
    await browser.get(`/forgotPassword?${pool.request()}`);
    await browser.submit('/forgotPassword', { username: 'lee' });
    const changed = { code: await codeFor('lee@example.com'), password: `${password}2` };
    expect((await browser.submit('/confirmForgotPassword', changed)).body).toContain(
      'Your password is changed',
    );
    expect((await browser.submit('/login', { username: 'lee', password: `${password}2` })).status).toBe(302);
  });

  it('asks for a new password, and for the code of an app', async () => {
    await pool.addUser('max');
    const { cognito, UserPoolId, ClientId } = pool;
    const temporary = { UserPoolId, Username: 'max', Password: 'Temp0rary!', Permanent: false };
    await cognito.send(new AdminSetUserPasswordCommand(temporary));
    const browser = pool.browser();
    await browser.get(`/login?${pool.request()}`);
    await browser.submit('/login', { username: 'max', password: 'Temp0rary!' });
    expect((await browser.submit('/challenge', { password })).status).toBe(302);

    const SoftwareTokenMfaConfiguration = { Enabled: true };
    const mfa = { UserPoolId, MfaConfiguration: 'OPTIONAL' as const, SoftwareTokenMfaConfiguration };
    await cognito.send(new SetUserPoolMfaConfigCommand(mfa));
    const { AuthenticationResult } = await cognito.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'max', PASSWORD: password },
      }),
    );
    const AccessToken = AuthenticationResult?.AccessToken;
    const { SecretCode = '' } = await cognito.send(new AssociateSoftwareTokenCommand({ AccessToken }));
    await cognito.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: totp(SecretCode, 0) }));
    const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
    await cognito.send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings }));
    await browser.get(`/login?${pool.request()}`);
    expect((await browser.submit('/login', { username: 'max', password })).body).toContain(
      'authenticator app',
    );
    expect((await browser.submit('/challenge', { code: '000' })).body).toContain(
      'Invalid code received for user',
    );
    expect((await browser.submit('/challenge', { code: totp(SecretCode, 1) })).status).toBe(302);
  });

  it('ends with the user: nobody exchanges the code of one who was disabled', async () => {
    await pool.addUser('gone');
    const code = (await pool.signIn('gone')).get('code');
    await pool.cognito.send(new AdminDisableUserCommand({ UserPoolId: pool.UserPoolId, Username: 'gone' }));
    expect((await pool.exchange(code)).body).toEqual({ error: 'invalid_grant' });
  });
});

describe('the tokens of the pages', () => {
  it('CG-64: have the attributes of the scopes, and no access to the API without its scope', async () => {
    const tokens = (await pool.exchange((await pool.signIn('jane')).get('code'))).body;
    const claims = decodeJwt(tokens.id_token);
    expect(claims.email).toBe('jane@example.com');
    expect(claims.name).toBeUndefined();
    await expect(pool.cognito.send(new GetUserCommand({ AccessToken: tokens.access_token }))).rejects.toThrow(
      'Access Token does not have required scopes',
    );
  });

  it('read nothing of the user without the scope openid', async () => {
    const parameters = await pool.signIn('jane', { scope: 'email' });
    const { body } = await pool.exchange(parameters.get('code'));
    expect(body.id_token).toBeUndefined();
    const { status, headers } = await pool.post(
      'userInfo',
      {},
      { authorization: `Bearer ${body.access_token}` },
    );
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('invalid_token');
  });
});

async function codeFor(address: string): Promise<string> {
  const response = await fetch(`${cloud.url()}/_cloud/inbox.json?to=${address}`);
  const { messages } = (await response.json()) as { messages: { text: string }[] };
  return /\d{6}/.exec(messages[0]?.text ?? '')?.[0] ?? '';
}

/** RFC 6238, of the time step that is `later` steps from now. */
function totp(secretCode: string, later: number): string {
  const bits = [...secretCode].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  const bytes = (bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac('sha1', Buffer.from(bytes)).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 0xf;
  return String((hash.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}
