import { createHmac } from 'node:crypto';
import type { AuthenticationResultType, ChallengeNameType } from '@aws-sdk/client-cognito-identity-provider';
import { ServiceError } from '../../aws/service-error.ts';
import { incorrectPassword, invalidParameter, notAuthorized, userNotFound } from '../errors.ts';
import { isPassword, type PasswordVerifier, type SrpIdentity } from '../srp/password-verifier.ts';
import { integer } from '../srp/srp-group.ts';
import type { ClientRecord, CognitoState, UserPoolRecord, UserRecord } from '../state.ts';
import { issueTokens } from '../tokens/issue-tokens.ts';
import { issueRefreshToken, startSession } from '../tokens/sessions.ts';
import { hidesUsers } from './find-client.ts';
import { findUser, keyOf } from './find-user.ts';
import { asksForCode } from './totp.ts';

/** Tokens, or the next challenge. */
export interface SignInStep {
  readonly ChallengeName?: ChallengeNameType;
  readonly Session?: string;
  readonly ChallengeParameters: Record<string, string>;
  readonly AuthenticationResult?: AuthenticationResultType;
}

export type Parameters = Readonly<Record<string, string>>;

/** Somebody who signs in, known or not: both look the same until the password is proved. */
export interface Candidate {
  readonly user: UserRecord | undefined;
  readonly username: string;
  readonly known: PasswordVerifier;
}

export function required(parameters: Parameters | undefined, name: string): string {
  const value = parameters?.[name];
  if (!value) throw invalidParameter(`Missing required parameter ${name}`);
  return value;
}

/** Throws for an unknown user where the client lets that be known. */
export function candidateOf(state: CognitoState, client: ClientRecord, typed: string): Candidate {
  const user = findUser(client.pool, typed);
  if (user?.password) return { user, username: user.username, known: user.password };
  if (!user && !hidesUsers(client)) throw userNotFound();
  return madeUp(state, client.pool, typed);
}

/** The same for each request about a name that nobody has. */
function madeUp(state: CognitoState, pool: UserPoolRecord, typed: string): Candidate {
  const bytes = (what: string) =>
    createHmac('sha512', state.secret)
      .update(JSON.stringify([what, pool.id, keyOf(pool, typed)]))
      .digest();
  const verifier = integer(Buffer.concat(['v1', 'v2', 'v3', 'v4', 'v5', 'v6'].map(bytes)).subarray(0, 383));
  const known = { salt: integer(bytes('salt').subarray(0, 16)), verifier };
  const hasGeneratedNames = (pool.settings.UsernameAttributes ?? []).length > 0;
  return { user: undefined, username: hasGeneratedNames ? uuidOf(bytes('name')) : typed, known };
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}

export function srpIdentity(pool: UserPoolRecord, username: string): SrpIdentity {
  return { group: pool.id.slice(pool.id.indexOf('_') + 1), name: username };
}

/** Counts failures and locks; throws unless the proof holds for a user who exists. */
export function requireProof(
  pool: UserPoolRecord,
  { user, username }: Pick<Candidate, 'user' | 'username'>,
  isProven: () => boolean,
): UserRecord {
  if (pool.attempts.isLocked(username)) throw notAuthorized('Password attempts exceeded');
  const hasProof = isProven();
  if (!hasProof || !user) {
    pool.attempts.failed(username);
    throw incorrectPassword();
  }
  pool.attempts.succeeded(username);
  return user;
}

export function requirePassword(pool: UserPoolRecord, candidate: Candidate, password: string): UserRecord {
  const { username, known } = candidate;
  return requireProof(pool, candidate, () => isPassword(srpIdentity(pool, username), known, password));
}

/** What follows a proved password: tokens, unless the user's status asks for something else first. */
export async function finishSignIn(
  state: CognitoState,
  client: ClientRecord,
  user: UserRecord,
): Promise<SignInStep> {
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (user.status === 'UNCONFIRMED') {
    throw new ServiceError('UserNotConfirmedException', 'User is not confirmed.');
  }
  if (user.status === 'RESET_REQUIRED') {
    throw new ServiceError('PasswordResetRequiredException', 'Password reset required for the user');
  }
  if (user.status === 'FORCE_CHANGE_PASSWORD') return askForPassword(state, client, user);
  return asksForCode(client.pool, user)
    ? askForCode(state, client, user)
    : completeSignIn(state, client, user);
}

export async function completeSignIn(
  state: CognitoState,
  client: ClientRecord,
  user: UserRecord,
): Promise<SignInStep> {
  const session = startSession(state, client, user);
  const RefreshToken = issueRefreshToken(client, session);
  const tokens = await issueTokens(state, client, user, session);
  return { ChallengeParameters: {}, AuthenticationResult: { ...tokens, RefreshToken } };
}

function askForPassword(state: CognitoState, client: ClientRecord, user: UserRecord): SignInStep {
  if (user.passwordExpires !== undefined && user.passwordExpires <= state.now()) {
    throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
  }
  const missing = (client.pool.settings.Schema ?? [])
    .filter(({ Required: isRequired, Name: name = '' }) => isRequired && name !== 'sub')
    .filter(({ Name: name = '' }) => !user.attributes.get(name));
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: state.challenges.open(
      { name: 'NEW_PASSWORD_REQUIRED', client, user },
      challengeLifetime(client),
    ),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(missing.map(({ Name }) => `userAttributes.${Name}`)),
      userAttributes: JSON.stringify(Object.fromEntries(user.attributes)),
    },
  };
}

function askForCode(state: CognitoState, client: ClientRecord, user: UserRecord): SignInStep {
  const challenge = { name: 'SOFTWARE_TOKEN_MFA' as const, client, user };
  return {
    ChallengeName: 'SOFTWARE_TOKEN_MFA',
    Session: state.challenges.open(challenge, challengeLifetime(client)),
    ChallengeParameters: { USER_ID_FOR_SRP: user.username },
  };
}

/** In milliseconds; three minutes unless the client has a validity of its own. */
export function challengeLifetime({ settings }: ClientRecord): number {
  return (settings.AuthSessionValidity ?? 3) * 60_000;
}
