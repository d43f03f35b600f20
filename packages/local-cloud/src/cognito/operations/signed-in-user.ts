import type {
  DeleteUserAttributesRequest,
  DeleteUserRequest,
  GetUserAttributeVerificationCodeRequest,
  GetUserRequest,
  GetUserResponse,
  GlobalSignOutRequest,
  RevokeTokenRequest,
  UpdateUserAttributesRequest,
  VerifyUserAttributeRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import { ServiceError } from '../../aws/service-error.ts';
import { invalidParameter, notAuthorized } from '../errors.ts';
import type { CognitoState, UserRecord } from '../state.ts';
import { endSession, endSessionsOf } from '../tokens/sessions.ts';
import { requireAccessToken } from '../tokens/verify-token.ts';
import { listAttributes, readAttributes, requireWritable } from '../users/attributes.ts';
import { changeAttributes, removeAttributes } from '../users/change-attributes.ts';
import { claimAlias } from '../users/claim-alias.ts';
import { sendCode, takeCode } from '../users/codes.ts';
import { clientOf } from '../users/find-client.ts';
import { keyOf } from '../users/find-user.ts';

/** What a signed-in user does with their own account, by their access token. */
export async function getUser(state: CognitoState, input: GetUserRequest): Promise<GetUserResponse> {
  const { client, user } = await requireAccessToken(state, input.AccessToken);
  return { Username: user.username, UserAttributes: listAttributes(user, client), ...factorMembers(user) };
}

export async function updateUserAttributes(
  state: CognitoState,
  input: UpdateUserAttributesRequest,
): Promise<object> {
  const { pool, client, user } = await requireAccessToken(state, input.AccessToken);
  const changes = readAttributes(pool, input.UserAttributes, { client, user });
  const reason = { client, clientMetadata: input.ClientMetadata };
  return { CodeDeliveryDetailsList: await changeAttributes(state, pool, user, changes, reason) };
}

export async function deleteUserAttributes(
  state: CognitoState,
  input: DeleteUserAttributesRequest,
): Promise<object> {
  const { pool, client, user } = await requireAccessToken(state, input.AccessToken);
  const names = input.UserAttributeNames ?? [];
  for (const name of names) requireWritable(client, name);
  removeAttributes(state, pool, user, names);
  return {};
}

export async function getUserAttributeVerificationCode(
  state: CognitoState,
  input: GetUserAttributeVerificationCodeRequest,
): Promise<object> {
  const { pool, client, user } = await requireAccessToken(state, input.AccessToken);
  const attribute = verifiable(input.AttributeName);
  if (!user.unverified.get(attribute) && !user.attributes.get(attribute)) {
    throw invalidParameter(`User does not have the attribute ${attribute}.`);
  }
  const source = 'VerifyUserAttribute';
  const reason = { source, client, clientMetadata: input.ClientMetadata } as const;
  return { CodeDeliveryDetails: await sendCode(state, pool, user, attribute, attribute, reason) };
}

export async function verifyUserAttribute(
  state: CognitoState,
  input: VerifyUserAttributeRequest,
): Promise<object> {
  const { pool, user } = await requireAccessToken(state, input.AccessToken);
  const attribute = verifiable(input.AttributeName);
  takeCode(state, pool, user, attribute, input.Code);
  const value = user.unverified.get(attribute);
  if (value !== undefined) user.attributes.set(attribute, value);
  user.unverified.delete(attribute);
  claimAlias(pool, user, attribute, false);
  user.attributes.set(`${attribute}_verified`, 'true');
  user.modified = new Date(state.now());
  return {};
}

export async function globalSignOut(state: CognitoState, input: GlobalSignOutRequest): Promise<object> {
  const { pool, user } = await requireAccessToken(state, input.AccessToken);
  endSessionsOf(pool, user);
  return {};
}

/** A token that is not known counts as revoked, as in RFC 7009. */
export function revokeToken(state: CognitoState, input: RevokeTokenRequest): object {
  const client = clientOf(state, input.ClientId);
  if (client.secret !== undefined && client.secret !== input.ClientSecret) {
    throw notAuthorized(`Unable to verify secret for client ${client.id}`);
  }
  if (input.Token?.split('.').length === 3) {
    throw new ServiceError('UnsupportedTokenTypeException', 'The token type is not supported.');
  }
  const session = client.pool.refreshTokens.get(input.Token ?? '')?.session;
  if (session && session.clientId !== client.id) {
    throw new ServiceError('UnauthorizedException', 'The token was not issued to this client.');
  }
  if (session) endSession(client.pool, session.originJti);
  return {};
}

export async function deleteUser(state: CognitoState, input: DeleteUserRequest): Promise<object> {
  const { pool, user } = await requireAccessToken(state, input.AccessToken);
  endSessionsOf(pool, user);
  pool.users.delete(keyOf(pool, user.username));
  return {};
}

function verifiable(name: string | undefined): 'email' | 'phone_number' {
  if (name === 'email' || name === 'phone_number') return name;
  throw invalidParameter(`Expected email or phone_number for AttributeName, received ${name}.`);
}

/** The factors that a user turned on, where there are any. */
export function factorMembers({ enabledFactors, preferredFactor }: UserRecord) {
  return {
    ...(preferredFactor && { PreferredMfaSetting: preferredFactor }),
    ...(enabledFactors.size > 0 && { UserMFASettingList: [...enabledFactors] }),
  };
}
