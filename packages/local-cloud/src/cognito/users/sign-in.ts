import { createHmac } from 'node:crypto';
import { ServiceError } from '../../aws/service-error.ts';
import { incorrectPassword, notAuthorized, userNotFound } from '../errors.ts';
import { isPassword, type PasswordVerifier } from '../srp/password-verifier.ts';
import { integer } from '../srp/srp-group.ts';
import type { ClientRecord, CognitoState, DeviceRecord, UserPoolRecord, UserRecord } from '../state.ts';
import { issueTokens } from '../tokens/issue-tokens.ts';
import { endSession, issueRefreshToken, startSession } from '../tokens/sessions.ts';
import { postAuthentication } from '../triggers/sign-in-triggers.ts';
import { hidesUsers } from './find-client.ts';
import { findUser, keyOf } from './find-user.ts';
import { askForFactor } from './mfa.ts';
import { openChallenge } from './open-challenge.ts';
import {
  askForDevice,
  knownDevice,
  newDeviceKeys,
  replacesFactors,
  tracksDevices,
} from './remembered-devices.ts';
import type { SignInDetails, SignInStep } from './sign-in-step.ts';
import { srpIdentity } from './srp-challenge.ts';

/** Somebody who signs in, known or not: both look the same until the password is proved. */
export interface Candidate {
  readonly user: UserRecord | undefined;
  readonly username: string;
  readonly known: PasswordVerifier;
}

/** Throws for an unknown user where the client lets that be known. */
export function candidateOf(state: CognitoState, client: ClientRecord, typed: string): Candidate {
  const user = findUser(client.pool, typed);
  if (!user && !hidesUsers(client)) throw userNotFound();
  // Made up for known users as well, so that the time shows nothing.
  const unknown = madeUp(state, client.pool, typed);
  return user?.password ? { user, username: user.username, known: user.password } : unknown;
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

/** What follows a proved password: tokens, unless the user's status or the pool asks for something else first. */
export async function finishSignIn(
  state: CognitoState,
  client: ClientRecord,
  user: UserRecord,
  details: SignInDetails = {},
): Promise<SignInStep> {
  requireActive(user);
  if (user.status === 'FORCE_CHANGE_PASSWORD') return askForPassword(state, client, user);
  const device = knownDevice(client.pool, user, details.deviceKey);
  const factor = replacesFactors(client.pool, device)
    ? undefined
    : await askForFactor(state, client, user, details.clientMetadata);
  return factor ?? finishFactors(state, client, user, details);
}

/** What follows the last factor: the proof of a device that the pool remembers, or tokens. */
export async function finishFactors(
  state: CognitoState,
  client: ClientRecord,
  user: UserRecord,
  details: SignInDetails,
): Promise<SignInStep> {
  const device = knownDevice(client.pool, user, details.deviceKey);
  return device?.verifier
    ? askForDevice(state, client, user, device)
    : completeSignIn(state, client, user, details, device);
}

export async function completeSignIn(
  state: CognitoState,
  client: ClientRecord,
  user: UserRecord,
  { source = 'Authentication', clientMetadata, isHosted }: SignInDetails = {},
  device?: DeviceRecord,
): Promise<SignInStep> {
  const { pool } = client;
  if (isHosted) {
    await postAuthentication(state, client, user, clientMetadata, false);
    return { ChallengeParameters: {}, signedIn: user };
  }
  const newDevice = tracksDevices(pool) && !device ? newDeviceKeys(pool) : undefined;
  await postAuthentication(state, client, user, clientMetadata, newDevice !== undefined);
  const session = startSession(state, client, user, device ?? newDevice);
  const tokens = await issueTokens(state, client, user, session, { source, clientMetadata }).catch(
    (error: unknown) => {
      endSession(pool, session.originJti);
      throw error;
    },
  );
  const result = { ...tokens, RefreshToken: issueRefreshToken(client, session) };
  if (device) device.lastAuthenticated = new Date(state.now());
  if (!newDevice) return { ChallengeParameters: {}, AuthenticationResult: result };
  const NewDeviceMetadata = { DeviceKey: newDevice.key, DeviceGroupKey: newDevice.groupKey };
  return { ChallengeParameters: {}, AuthenticationResult: { ...result, NewDeviceMetadata } };
}

/** Throws for a user who may not have tokens, whatever they prove. */
export function requireActive(user: UserRecord): void {
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (user.status === 'UNCONFIRMED') {
    throw new ServiceError('UserNotConfirmedException', 'User is not confirmed.');
  }
  if (user.status === 'RESET_REQUIRED') {
    throw new ServiceError('PasswordResetRequiredException', 'Password reset required for the user');
  }
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
    Session: openChallenge(state, { name: 'NEW_PASSWORD_REQUIRED', client, user }),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(missing.map(({ Name }) => `userAttributes.${Name}`)),
      userAttributes: JSON.stringify(Object.fromEntries(user.attributes)),
    },
  };
}
