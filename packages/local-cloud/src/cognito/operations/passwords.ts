import type {
  ChangePasswordRequest,
  ConfirmForgotPasswordRequest,
  ForgotPasswordRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { ServiceError } from '../../aws/service-error.ts';
import { codeMismatch, expiredCode, incorrectPassword, invalidParameter } from '../errors.ts';
import { newVerifier } from '../srp/password-verifier.ts';
import type { ClientRecord, CognitoState, UserPoolRecord, UserRecord } from '../state.ts';
import { requireAccessToken } from '../tokens/verify-token.ts';
import { postConfirmation } from '../triggers/account-triggers.ts';
import { migrateUser } from '../triggers/migrate-user.ts';
import type { ClientMetadata } from '../triggers/run-trigger.ts';
import { limitGuesses, sendCode, takeCode } from '../users/codes.ts';
import { clientOf, hidesUsers, requireSecretHash } from '../users/find-client.ts';
import { findUser } from '../users/find-user.ts';
import { checkPassword } from '../users/password-policy.ts';
import { requirePassword } from '../users/sign-in.ts';
import { srpIdentity } from '../users/srp-challenge.ts';
import { simulatedDelivery, unknownHere } from './sign-up.ts';

export async function forgotPassword(state: CognitoState, input: ForgotPasswordRequest): Promise<object> {
  const client = clientOf(state, input.ClientId);
  const { pool } = client;
  requireSecretHash(client, [input.Username], input.SecretHash);
  const { Username: typed = '', ClientMetadata: clientMetadata } = input;
  const user = findUser(pool, typed) ?? (await migrateForgetful(state, client, typed, clientMetadata));
  const attribute = user && recoveryAttribute(pool, user);
  if (!user || (hidesUsers(client) && (!user.enabled || !attribute))) {
    return simulatedDelivery(client, typed);
  }
  if (!attribute) throw noRecovery();
  const reason = { source: 'ForgotPassword', client, clientMetadata } as const;
  return { CodeDeliveryDetails: await sendCode(state, pool, user, 'password', attribute, reason) };
}

/** Hidden unknown users look the same, whether a function was asked for them or not. */
async function migrateForgetful(
  state: CognitoState,
  client: ClientRecord,
  typed: string,
  clientMetadata: ClientMetadata | undefined,
): Promise<UserRecord | undefined> {
  try {
    return await migrateUser(state, client, { source: 'ForgotPassword', typed, clientMetadata });
  } catch (error) {
    if (error instanceof ServiceError && hidesUsers(client)) return undefined;
    throw error;
  }
}

export async function confirmForgotPassword(
  state: CognitoState,
  input: ConfirmForgotPasswordRequest,
): Promise<object> {
  const client = clientOf(state, input.ClientId);
  const { pool } = client;
  requireSecretHash(client, [input.Username], input.SecretHash);
  const password = checkPassword(pool, input.Password);
  const user = findUser(pool, input.Username ?? '');
  if (!user && !hidesUsers(client)) throw unknownHere();
  if (!user?.codes.has('password')) {
    limitGuesses(pool, 'password', user?.username ?? input.Username ?? '');
    throw hidesUsers(client) ? codeMismatch() : expiredCode();
  }
  const { attribute } = takeCode(state, pool, user, 'password', input.ConfirmationCode);
  // Who reads the messages of an address has proved that it is theirs.
  user.attributes.set(`${attribute}_verified`, 'true');
  user.status = 'CONFIRMED';
  setPassword(state, pool, user, password);
  pool.attempts.succeeded(user.username);
  const action = { pool, client, clientMetadata: input.ClientMetadata };
  await postConfirmation(state, 'ConfirmForgotPassword', action, user);
  return {};
}

export async function changePassword(state: CognitoState, input: ChangePasswordRequest): Promise<object> {
  const { pool, user } = await requireAccessToken(state, input.AccessToken);
  if (!user.password || !input.PreviousPassword) throw incorrectPassword();
  const candidate = { user, username: user.username, known: user.password };
  const proposed = checkPassword(pool, input.ProposedPassword);
  requirePassword(pool, candidate, input.PreviousPassword);
  setPassword(state, pool, user, proposed);
  return {};
}

export function setPassword(
  state: CognitoState,
  pool: UserPoolRecord,
  user: UserRecord,
  password: string,
): void {
  user.password = newVerifier(srpIdentity(pool, user.username), password);
  user.passwordExpires = undefined;
  user.modified = new Date(state.now());
}

/** Where a code for a new password goes: to the first verified attribute of the pool's order. */
export function recoveryAttribute(
  { settings }: UserPoolRecord,
  { attributes, status }: UserRecord,
): string | undefined {
  // Users of identity providers have no password here.
  if (status === 'EXTERNAL_PROVIDER') return undefined;
  const mechanisms = settings.AccountRecoverySetting?.RecoveryMechanisms;
  const byPriority = [...(mechanisms ?? [])].sort((a, b) => (a.Priority ?? 0) - (b.Priority ?? 0));
  const order = mechanisms
    ? byPriority.map(({ Name }) => String(Name).replace('verified_', ''))
    : ['phone_number', 'email'];
  return order.find((name) => attributes.get(name) && attributes.get(`${name}_verified`) === 'true');
}

export function noRecovery() {
  return invalidParameter(
    'Cannot reset password for the user as there is no registered/verified email or phone_number',
  );
}
