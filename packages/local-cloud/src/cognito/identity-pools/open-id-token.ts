import { randomUUID } from 'node:crypto';
import type { GetOpenIdTokenInput, GetOpenIdTokenResponse } from '@aws-sdk/client-cognito-identity';
import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose';
import type { CognitoIdentity } from '../../aws/service.ts';
import { invalidParameter } from '../errors.ts';
import { identityFor } from './identity-operations.ts';
import type { IdentityPoolsState } from './state.ts';

const issuer = 'https://cognito-identity.amazonaws.com';
const provider = 'cognito-identity.amazonaws.com';
const lifetimeSeconds = 600;

/** The basic (classic) flow: a token with which `AssumeRoleWithWebIdentity` gives credentials of any role that trusts it. */
export async function getOpenIdToken(
  state: IdentityPoolsState,
  input: GetOpenIdTokenInput,
): Promise<GetOpenIdTokenResponse> {
  const { pool, identity, login } = await identityFor(state, input);
  if (!pool.settings.AllowClassicFlow) {
    throw invalidParameter('Basic (classic) flow is not enabled, please use enhanced flow.');
  }
  const iat = Math.floor(Date.now() / 1000);
  const amr = login
    ? ['authenticated', login.provider, `${login.provider}:CognitoSignIn:${login.sub}`]
    : ['unauthenticated'];
  const claims = {
    sub: identity.id,
    aud: pool.id,
    amr,
    iss: issuer,
    iat,
    exp: iat + lifetimeSeconds,
    jti: randomUUID(),
  };
  const { id: key } = await state.keys();
  const Token = await new SignJWT(claims)
    .setProtectedHeader({ kid: key.kid, alg: 'RS256', typ: 'JWS' })
    .sign(key.privateKey);
  return { IdentityId: identity.id, Token };
}

/** For STS: the identity in a token of an identity pool; or that it has expired, or why it is invalid. */
export async function verifyOpenIdToken(state: IdentityPoolsState, token: string) {
  const { find } = await state.keys();
  try {
    const { payload } = await jwtVerify(token, find, { algorithms: ['RS256'], issuer });
    const [audience, subject] = [String(payload.aud), String(payload.sub)];
    const amr = Array.isArray(payload.amr) ? payload.amr.map(String) : [];
    // A pool that was deleted, or that gave up the classic flow, no longer vouches for anyone.
    const pool = state.pools.get(audience);
    if (!pool?.settings.AllowClassicFlow || !pool.identities.has(subject)) return 'The identity is unknown.';
    const [, name, signIn] = amr;
    const cognitoIdentity: CognitoIdentity = {
      identityId: subject,
      identityPoolId: audience,
      ...(name !== undefined && signIn !== undefined && { provider: `${name},${signIn}` }),
    };
    const context = { [`${provider}:aud`]: audience, [`${provider}:sub`]: subject, [`${provider}:amr`]: amr };
    return { provider, audience, subject, context, details: { cognitoIdentity } };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return 'expired';
    if (!(error instanceof errors.JOSEError)) throw error;
    return reasonAgainst(token);
  }
}

function reasonAgainst(token: string): string {
  try {
    const { iss } = decodeJwt(token);
    if (iss === issuer) return 'The ID Token provided is not a valid JWT: its signature is wrong.';
    return `No OpenIDConnect provider found in your account for ${iss}`;
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    return 'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)';
  }
}
