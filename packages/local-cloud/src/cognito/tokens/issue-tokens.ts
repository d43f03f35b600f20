import { randomUUID } from 'node:crypto';
import type { AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider';
import { SignJWT } from 'jose';
import type { ClientRecord, CognitoState, SessionRecord, UserPoolRecord, UserRecord } from '../state.ts';
import { generateClaims, type TokenGeneration } from '../triggers/token-generation.ts';
import { isReadable } from '../users/attributes.ts';
import type { SigningKey } from './signing-keys.ts';
import { tokenLifetimes } from './token-lifetimes.ts';

export function issuerOf({ id }: UserPoolRecord): string {
  return `https://cognito-idp.${id.slice(0, id.indexOf('_'))}.amazonaws.com/${id}`;
}

/** New ID and access tokens of a session. */
export async function issueTokens(
  state: CognitoState,
  client: ClientRecord,
  user: UserRecord,
  session: SessionRecord,
  generation: TokenGeneration,
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
    ...attributeClaims(client, user),
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
    scope: 'aws.cognito.signin.user.admin',
    username: user.username,
    ...(session.device && { device_key: session.device.key }),
    exp: iat + seconds.access,
    jti: randomUUID(),
  };
  const claims = await generateClaims(state, client, user, generation, { id, access });
  const [IdToken, AccessToken] = await Promise.all([
    sign(claims.id, keys.id),
    sign(claims.access, keys.access),
  ]);
  return { AccessToken, ExpiresIn: seconds.access, IdToken, TokenType: 'Bearer' };
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

function attributeClaims(client: ClientRecord, user: UserRecord): Record<string, unknown> {
  const claims = [...user.attributes]
    .filter(([name]) => isReadable(client, name) && !name.startsWith('dev:'))
    .map(([name, value]) => [name, name.endsWith('_verified') ? value === 'true' : value]);
  return Object.fromEntries(claims);
}
