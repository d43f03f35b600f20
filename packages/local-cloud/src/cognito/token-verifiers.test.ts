import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { testPool } from './testing/user-pool.ts';

type Pool = ReturnType<typeof testPool>;
type Jwks = Parameters<ReturnType<typeof CognitoJwtVerifier.create>['cacheJwks']>[0];

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const partsOf = (token: string) => token.split('.') as [string, string, string];
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(partsOf(token)[1], 'base64url').toString()) as Record<string, unknown>;

describe('aws-jwt-verify', () => {
  let pool: Pool;
  let jwks: Jwks;
  let idToken = '';
  let accessToken = '';

  beforeAll(async () => {
    pool = testPool();
    await pool.signUpAndConfirm();
    jwks = await keysOf(pool);
    const { AuthenticationResult: tokens } = await pool.signIn();
    idToken = tokens?.IdToken ?? '';
    accessToken = tokens?.AccessToken ?? '';
  });

  function verify(token: string, change: object = {}): Promise<unknown> {
    const settings = { userPoolId: pool.UserPoolId, clientId: pool.ClientId, tokenUse: 'id' as const };
    const verifier = CognitoJwtVerifier.create({ ...settings, ...change });
    verifier.cacheJwks(jwks);
    return verifier.verify(token);
  }

  it('accepts both tokens', async () => {
    expect(await verify(idToken)).toMatchObject({ email: 'jane@example.com', token_use: 'id' });
    expect(await verify(accessToken, { tokenUse: 'access' })).toMatchObject({ username: 'jane' });
  });

  it.each([
    ['of another use', () => verify(accessToken), 'Token use not allowed'],
    ['of another client', () => verify(idToken, { clientId: 'other' }), 'not allowed'],
    ['that was tampered with', () => verify(withClaims({ email: 'eve@example.com' })), 'Invalid signature'],
    ['that nobody signed', () => verify(`${part({ alg: 'none' })}.${partsOf(idToken)[1]}.`), ''],
    ['signed with the public key as a secret', () => verify(signedByPublicKey()), ''],
    ['signed by another key under ours’ id', async () => verify(await signedByStranger()), ''],
    ['of another pool', async () => verify(await tokenOf(testPool())), ''],
  ])('refuses a token %s', async (_, call, reason) => {
    await expect((async () => call())()).rejects.toThrow(reason);
  });

  it('refuses an expired token', async () => {
    pool.clock.now -= 2 * 3600_000;
    const { AuthenticationResult: tokens } = await pool.signIn();
    pool.clock.now += 2 * 3600_000;
    await expect(verify(tokens?.IdToken ?? '')).rejects.toThrow('Token expired');
  });

  it('CG-15: is no stricter than the cloud itself, which refuses the same ones', async () => {
    const arn = `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${pool.UserPoolId}`;
    const forged = [
      withClaims({ email: 'eve@example.com' }),
      `${part({ alg: 'none' })}.${partsOf(idToken)[1]}.`,
      signedByPublicKey(),
      await signedByStranger(),
      await tokenOf(testPool()),
    ];
    for (const token of forged) expect(await pool.cognito.verifyToken(arn, token)).toBe('invalid');
  });

  function withClaims(change: object): string {
    const [header, , signature] = partsOf(idToken);
    return `${header}.${part({ ...claimsOf(idToken), ...change })}.${signature}`;
  }

  /** The old confusion of RS256 and HS256: the public key is known to everyone. */
  function signedByPublicKey(): string {
    const { kid } = JSON.parse(Buffer.from(partsOf(idToken)[0], 'base64url').toString()) as { kid: string };
    const jwk = jwks.keys.find((key) => key.kid === kid) ?? {};
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    const pem = key.export({ format: 'pem', type: 'spki' });
    const signed = `${part({ kid, alg: 'HS256' })}.${partsOf(idToken)[1]}`;
    return `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
  }

  async function signedByStranger(): Promise<string> {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const header = JSON.parse(Buffer.from(partsOf(idToken)[0], 'base64url').toString());
    return new SignJWT(claimsOf(idToken)).setProtectedHeader(header).sign(privateKey);
  }
});

async function tokenOf(other: Pool): Promise<string> {
  await other.signUpAndConfirm();
  const { AuthenticationResult: tokens } = await other.signIn();
  return tokens?.IdToken ?? '';
}

async function keysOf({ cognito, UserPoolId }: Pool): Promise<Jwks> {
  const request = { method: 'GET', path: `/${UserPoolId}/.well-known/jwks.json` };
  const { body } = await cognito.service.handle(request as Parameters<typeof cognito.service.handle>[0]);
  return JSON.parse(String(body)) as Jwks;
}
