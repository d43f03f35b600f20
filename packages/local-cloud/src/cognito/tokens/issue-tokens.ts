import { createHash, randomUUID } from 'node:crypto';
import type { AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider';
import { SignJWT } from 'jose';
import type { ClientRecord, CognitoState, SessionRecord, UserPoolRecord, UserRecord } from '../state.ts';
import { generateClaims, type TokenGeneration } from '../triggers/token-generation.ts';
import { scopedAttributes } from '../users/attributes.ts';
import type { SigningKey } from './signing-keys.ts';
import { tokenLifetimes } from './token-lifetimes.ts';

export function issuerOf({ id }: UserPoolRecord): string {
  return `https://cognito-idp.${id.slice(0, id.indexOf('_'))}.amazonaws.com/${id}`;
}

/** The scope of every sign-in by the API: the user's own operations. */
export const apiScope = 'aws.cognito.signin.user.admin';

/** New tokens of a session; without the scope `openid` there is no ID token. */
export async function issueTokens(
  state: CognitoState,
  client: ClientRecord,
  user: UserRecord,
  session: SessionRecord,
  generation: TokenGeneration,
  nonce?: string,
): Promise<AuthenticationResultType> {
  const { pool } = client;
  const keys = await pool.keys;
  const seconds = tokenLifetimes(client.settings);
  const iat = Math.floor(state.now() / 1000);
  const shared = {
    sub: user.sub,
    iss: issuerOf(pool),
    origin_jti: session.originJti,
    event_id: session.eventId,
    auth_time: session.authTime,
    iat,
    ...groupClaims(pool, user),
  };
  const id = {
    ...shared,
    ...roleClaims(pool, user),
    ...attributeClaims(client, user, session.scopes),
    aud: client.id,
    'cognito:username': user.username,
    token_use: 'id',
    exp: iat + seconds.id,
    jti: randomUUID(),
  };
  const access = {
    ...shared,
    client_id: client.id,
    token_use: 'access',
    scope: session.scopes?.join(' ') ?? apiScope,
    ...(session.scopes && { version: 2 }),
    username: user.username,
    ...(session.device && { device_key: session.device.key }),
    exp: iat + seconds.access,
    jti: randomUUID(),
  };
  const claims = await generateClaims(state, client, user, generation, { id, access });
  const AccessToken = await sign(claims.access, keys.access);
  const result = { AccessToken, ExpiresIn: seconds.access, TokenType: 'Bearer' };
  if (!session.scopes) return { ...result, IdToken: await sign(claims.id, keys.id) };
  if (!session.scopes.includes('openid')) return result;
  // OpenID Connect: the first half of the hash ties the ID token to the access token.
  const at_hash = createHash('sha256').update(AccessToken).digest().subarray(0, 16).toString('base64url');
  return { ...result, IdToken: await sign({ ...claims.id, at_hash, nonce }, keys.id) };
}

/** The access token of a client itself, which acts for no user. */
export async function issueMachineToken(
  state: CognitoState,
  client: ClientRecord,
  scopes: readonly string[],
): Promise<AuthenticationResultType> {
  const { access } = tokenLifetimes(client.settings);
  const iat = Math.floor(state.now() / 1000);
  const claims = {
    sub: client.id,
    token_use: 'access',
    scope: scopes.join(' '),
    auth_time: iat,
    iss: issuerOf(client.pool),
    exp: iat + access,
    iat,
    version: 2,
    jti: randomUUID(),
    client_id: client.id,
  };
  const keys = await client.pool.keys;
  return { AccessToken: await sign(claims, keys.access), ExpiresIn: access, TokenType: 'Bearer' };
}

function sign(claims: Record<string, unknown>, { kid, privateKey }: SigningKey): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ kid, alg: 'RS256' }).sign(privateKey);
}

/** The groups of a user, those with the lowest precedence first. */
export function groupsOf(pool: UserPoolRecord, user: UserRecord) {
  const groups = [...pool.groups.values()].filter(({ name }) => user.groups.has(name));
  const rank = (precedence: number | undefined) => precedence ?? Number.MAX_SAFE_INTEGER;
  return groups.sort((a, b) => rank(a.precedence) - rank(b.precedence));
}

function groupClaims(pool: UserPoolRecord, user: UserRecord): Record<string, unknown> {
  const names = groupsOf(pool, user).map(({ name }) => name);
  return names.length > 0 ? { 'cognito:groups': names } : {};
}

/** Two groups of the same precedence with different roles leave no preferred one. */
function roleClaims(pool: UserPoolRecord, user: UserRecord): Record<string, unknown> {
  const groups = groupsOf(pool, user).filter(({ roleArn }) => roleArn !== undefined);
  const [first] = groups;
  if (!first) return {};
  const roles = [...new Set(groups.map(({ roleArn }) => roleArn))];
  const rivals = groups.filter(({ precedence }) => precedence === first.precedence);
  const isPreferred = rivals.every(({ roleArn }) => roleArn === first.roleArn);
  return { 'cognito:roles': roles, ...(isPreferred && { 'cognito:preferred_role': first.roleArn }) };
}

function attributeClaims(
  client: ClientRecord,
  user: UserRecord,
  scopes: readonly string[] | undefined,
): Record<string, unknown> {
  const claims = scopedAttributes(client, user, scopes).map(([name, value]) => [name, claimOf(name, value)]);
  return Object.fromEntries(claims);
}

function claimOf(name: string, value: string): unknown {
  if (name === 'identities') return JSON.parse(value);
  return name.endsWith('_verified') ? value === 'true' : value;
}
