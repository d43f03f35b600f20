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
import { postConfirmation, preSignUp } from '../triggers/account-triggers.ts';
import { listAttributes, readAttributes } from '../users/attributes.ts';
import { changeAttributes, removeAttributes } from '../users/change-attributes.ts';
import { claimAliases } from '../users/claim-alias.ts';
import { deliver, sendCode } from '../users/codes.ts';
import { poolOf } from '../users/find-client.ts';
import { findUser, keyOf } from '../users/find-user.ts';
import { addUser, newUser } from '../users/new-user.ts';
import { checkPassword, policyOf, temporaryPassword } from '../users/password-policy.ts';
import { noRecovery, recoveryAttribute, setPassword } from './passwords.ts';
import { factorMembers } from './signed-in-user.ts';

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

export async function adminCreateUser(
  state: CognitoState,
  input: AdminCreateUserRequest,
): Promise<{ User: UserType }> {
  const pool = poolOf(state, input.UserPoolId);
  if (input.MessageAction === 'RESEND') {
    return { User: describeUser(await resendInvitation(state, pool, input)) };
  }
  const attributes = readAttributes(pool, input.UserAttributes);
  const password = checkPassword(pool, input.TemporaryPassword ?? temporaryPassword(pool));
  const status = 'FORCE_CHANGE_PASSWORD';
  const user = newUser(state, pool, { username: input.Username, attributes, password, status });
  const action = { pool, clientMetadata: input.ClientMetadata };
  await preSignUp(state, 'AdminCreateUser', action, user, input.ValidationData);
  addUser(pool, user);
  claimAliases(pool, user, input.ForceAliasCreation);
  expirePassword(state, pool, user);
  if (input.MessageAction !== 'SUPPRESS') await invite(state, pool, user, input, password);
  return { User: describeUser(user) };
}

export function adminSetUserPassword(state: CognitoState, input: AdminSetUserPasswordRequest): object {
  const { pool, user } = userNamed(state, input);
  if (user.status === 'EXTERNAL_PROVIDER') {
    throw notAuthorized('User password cannot be set in the current state.');
  }
  setPassword(state, pool, user, checkPassword(pool, input.Password));
  user.status = input.Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD';
  if (!input.Permanent) expirePassword(state, pool, user);
  pool.attempts.succeeded(user.username);
  return {};
}

export async function adminResetUserPassword(
  state: CognitoState,
  input: AdminResetUserPasswordRequest,
): Promise<object> {
  const { pool, user } = userNamed(state, input);
  if (!user.enabled) throw notAuthorized('User is disabled.');
  const attribute = recoveryAttribute(pool, user);
  if (!attribute) throw noRecovery();
  user.status = 'RESET_REQUIRED';
  const reason = { source: 'ForgotPassword', clientMetadata: input.ClientMetadata } as const;
  await sendCode(state, pool, user, 'password', attribute, reason);
  return {};
}

export function adminGetUser(state: CognitoState, input: AdminGetUserRequest): AdminGetUserResponse {
  const { user } = userNamed(state, input);
  const { Attributes, Username = '', ...rest } = describeUser(user);
  return { Username, ...rest, UserAttributes: Attributes, ...factorMembers(user) };
}

export async function adminConfirmSignUp(
  state: CognitoState,
  input: AdminConfirmSignUpRequest,
): Promise<object> {
  const { pool, user } = userNamed(state, input);
  if (user.status !== 'UNCONFIRMED') {
    throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
  }
  user.status = 'CONFIRMED';
  touch(state, user);
  const action = { pool, clientMetadata: input.ClientMetadata };
  await postConfirmation(state, 'ConfirmSignUp', action, user);
  return {};
}

export async function adminUpdateUserAttributes(
  state: CognitoState,
  input: AdminUpdateUserAttributesRequest,
): Promise<object> {
  const { pool, user } = userNamed(state, input);
  const changes = readAttributes(pool, input.UserAttributes, { user });
  await changeAttributes(state, pool, user, changes, { clientMetadata: input.ClientMetadata });
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
async function resendInvitation(
  state: CognitoState,
  pool: UserPoolRecord,
  input: AdminCreateUserRequest,
): Promise<UserRecord> {
  const { user } = userNamed(state, input);
  if (user.status !== 'FORCE_CHANGE_PASSWORD') {
    const message = `Resend not possible. ${user.username} status is not FORCE_CHANGE_PASSWORD`;
    throw new ServiceError('UnsupportedUserStateException', message);
  }
  const password = checkPassword(pool, input.TemporaryPassword ?? temporaryPassword(pool));
  setPassword(state, pool, user, password);
  expirePassword(state, pool, user);
  await invite(state, pool, user, input, password);
  return user;
}

async function invite(
  state: CognitoState,
  pool: UserPoolRecord,
  user: UserRecord,
  input: Pick<AdminCreateUserRequest, 'Username' | 'DesiredDeliveryMediums' | 'ClientMetadata'>,
  password: string,
): Promise<void> {
  const template = pool.settings.AdminCreateUserConfig?.InviteMessageTemplate;
  const usual = 'Your username is {username} and temporary password is {####}.';
  for (const medium of input.DesiredDeliveryMediums ?? ['SMS']) {
    const [attribute, text] =
      medium === 'EMAIL' ? ['email', template?.EmailMessage] : ['phone_number', template?.SMSMessage];
    if (!attribute || !user.attributes.get(attribute)) continue;
    const subject = template?.EmailSubject ?? 'Your temporary password';
    await deliver(state, pool, user, {
      source: 'AdminCreateUser',
      clientMetadata: input.ClientMetadata,
      attribute,
      message: { subject, text: text ?? usual },
      secret: password,
      // The name under which the user signs in: the pool may have made up the other one.
      signInName: input.Username ?? user.username,
    });
  }
}
