import type {
  AdminConfirmSignUpRequest,
  AdminCreateUserRequest,
  AdminDeleteUserAttributesRequest,
  AdminDeleteUserRequest,
  AdminGetUserRequest,
  AdminGetUserResponse,
  AdminResetUserPasswordRequest,
  AdminSetUserPasswordRequest,
  AdminUpdateUserAttributesRequest,
  UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import { ServiceError } from '../../aws/service-error.ts';
import { notAuthorized, userNotFound } from '../errors.ts';
import type { CognitoState, UserPoolRecord, UserRecord } from '../state.ts';
import { endSessionsOf } from '../tokens/sessions.ts';
import { listAttributes, readAttributes } from '../users/attributes.ts';
import { changeAttributes, removeAttributes } from '../users/change-attributes.ts';
import { deliver, fill, sendCode } from '../users/codes.ts';
import { poolOf } from '../users/find-client.ts';
import { findUser, keyOf } from '../users/find-user.ts';
import { addUser } from '../users/new-user.ts';
import { checkPassword, policyOf, temporaryPassword } from '../users/password-policy.ts';
import { noRecovery, recoveryAttribute, setPassword } from './passwords.ts';
import { claimAlias } from './sign-up.ts';

/** The user that an administrator names. */
export interface UserName {
  readonly UserPoolId: string | undefined;
  readonly Username: string | undefined;
}

export function userNamed(state: CognitoState, input: UserName): { pool: UserPoolRecord; user: UserRecord } {
  const pool = poolOf(state, input.UserPoolId);
  const user = findUser(pool, input.Username ?? '');
  if (!user) throw userNotFound();
  return { pool, user };
}

export function adminCreateUser(state: CognitoState, input: AdminCreateUserRequest): { User: UserType } {
  const pool = poolOf(state, input.UserPoolId);
  if (input.MessageAction === 'RESEND') return { User: describeUser(resendInvitation(state, pool, input)) };
  const attributes = readAttributes(pool, input.UserAttributes);
  const password = checkPassword(pool, input.TemporaryPassword ?? temporaryPassword(pool));
  const status = 'FORCE_CHANGE_PASSWORD';
  const user = addUser(state, pool, { username: input.Username, attributes, password, status });
  for (const alias of pool.settings.AliasAttributes ?? []) {
    if (attributes.get(`${alias}_verified`) !== 'true') continue;
    try {
      claimAlias(pool, user, alias, input.ForceAliasCreation ?? false);
    } catch (error) {
      pool.users.delete(keyOf(pool, user.username));
      throw error;
    }
  }
  expirePassword(state, pool, user);
  if (input.MessageAction !== 'SUPPRESS') invite(state, pool, user, input, password);
  return { User: describeUser(user) };
}

export function adminSetUserPassword(state: CognitoState, input: AdminSetUserPasswordRequest): object {
  const { pool, user } = userNamed(state, input);
  setPassword(state, pool, user, checkPassword(pool, input.Password));
  user.status = input.Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
  if (!input.Permanent) expirePassword(state, pool, user);
  pool.attempts.succeeded(user.username);
  return {};
}

export function adminResetUserPassword(state: CognitoState, input: AdminResetUserPasswordRequest): object {
  const { pool, user } = userNamed(state, input);
  if (!user.enabled) throw notAuthorized('User is disabled.');
  const attribute = recoveryAttribute(pool, user);
  if (!attribute) throw noRecovery();
  user.status = 'RESET_REQUIRED';
  sendCode(state, pool, user, 'password', attribute);
  return {};
}

export function adminGetUser(state: CognitoState, input: AdminGetUserRequest): AdminGetUserResponse {
  const { Attributes, ...described } = describeUser(userNamed(state, input).user);
  const { Username = '', ...rest } = described;
  return { Username, ...rest, UserAttributes: Attributes };
}

export function adminConfirmSignUp(state: CognitoState, input: AdminConfirmSignUpRequest): object {
  const { user } = userNamed(state, input);
  if (user.status !== 'UNCONFIRMED') {
    throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
  }
  user.status = 'CONFIRMED';
  return touch(state, user);
}

export function adminUpdateUserAttributes(
  state: CognitoState,
  input: AdminUpdateUserAttributesRequest,
): object {
  const { pool, user } = userNamed(state, input);
  changeAttributes(state, pool, user, readAttributes(pool, input.UserAttributes, { user }));
  return {};
}

export function adminDeleteUserAttributes(
  state: CognitoState,
  input: AdminDeleteUserAttributesRequest,
): object {
  const { pool, user } = userNamed(state, input);
  removeAttributes(state, pool, user, input.UserAttributeNames ?? []);
  return {};
}

export function adminDisableUser(state: CognitoState, input: UserName): object {
  const { pool, user } = userNamed(state, input);
  user.enabled = false;
  endSessionsOf(pool, user);
  return touch(state, user);
}

export function adminEnableUser(state: CognitoState, input: UserName): object {
  const { user } = userNamed(state, input);
  user.enabled = true;
  return touch(state, user);
}

export function adminUserGlobalSignOut(state: CognitoState, input: UserName): object {
  const { pool, user } = userNamed(state, input);
  endSessionsOf(pool, user);
  return {};
}

export function adminDeleteUser(state: CognitoState, input: AdminDeleteUserRequest): object {
  const { pool, user } = userNamed(state, input);
  endSessionsOf(pool, user);
  pool.users.delete(keyOf(pool, user.username));
  return {};
}

export function describeUser(user: UserRecord): UserType {
  return {
    Username: user.username,
    Attributes: listAttributes(user),
    UserCreateDate: user.created,
    UserLastModifiedDate: user.modified,
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}

function touch(state: CognitoState, user: UserRecord): object {
  user.modified = new Date(state.now());
  return {};
}

function expirePassword(state: CognitoState, pool: UserPoolRecord, user: UserRecord): void {
  const days = policyOf(pool).TemporaryPasswordValidityDays ?? 7;
  user.passwordExpires = state.now() + days * 86_400_000;
}

/** The invitation goes out with a new password, since the old one is not kept. */
function resendInvitation(
  state: CognitoState,
  pool: UserPoolRecord,
  input: AdminCreateUserRequest,
): UserRecord {
  const { user } = userNamed(state, input);
  if (user.status !== 'FORCE_CHANGE_PASSWORD') {
    const message = `Resend not possible. ${user.username} status is not FORCE_CHANGE_PASSWORD`;
    throw new ServiceError('UnsupportedUserStateException', message);
  }
  const password = checkPassword(pool, input.TemporaryPassword ?? temporaryPassword(pool));
  setPassword(state, pool, user, password);
  expirePassword(state, pool, user);
  invite(state, pool, user, input, password);
  return user;
}

function invite(
  state: CognitoState,
  pool: UserPoolRecord,
  user: UserRecord,
  input: AdminCreateUserRequest,
  password: string,
): void {
  const template = pool.settings.AdminCreateUserConfig?.InviteMessageTemplate;
  const usual = 'Your username is {username} and temporary password is {####}.';
  // The name under which the user signs in: the pool may have made up the other one.
  const values = { '####': password, username: input.Username ?? user.username };
  for (const medium of input.DesiredDeliveryMediums ?? ['SMS']) {
    const [attribute, message] =
      medium === 'EMAIL' ? ['email', template?.EmailMessage] : ['phone_number', template?.SMSMessage];
    if (!attribute || !user.attributes.get(attribute)) continue;
    const subject = template?.EmailSubject ?? 'Your temporary password';
    deliver(state, pool, user, attribute, { subject, text: fill(message ?? usual, values) });
  }
}
