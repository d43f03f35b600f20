import { randomUUID } from 'node:crypto';
import type {
  ConfirmSignUpRequest,
  ResendConfirmationCodeRequest,
  SignUpRequest,
  SignUpResponse,
} from '@aws-sdk/client-cognito-identity-provider';
import { codeMismatch, invalidParameter, notAuthorized, notOffered, userNotFound } from '../errors.ts';
import type { ClientRecord, CognitoState, UserPoolRecord, UserRecord } from '../state.ts';
import { postConfirmation, preSignUp } from '../triggers/account-triggers.ts';
import { readAttributes } from '../users/attributes.ts';
import { claimAlias, claimAliases } from '../users/claim-alias.ts';
import { limitGuesses, limitSends, masked, sendCode, takeCode } from '../users/codes.ts';
import { clientOf, hidesUsers, requireSecretHash } from '../users/find-client.ts';
import { findUser } from '../users/find-user.ts';
import { addUser, newUser } from '../users/new-user.ts';
import { checkPassword } from '../users/password-policy.ts';

export async function signUp(state: CognitoState, input: SignUpRequest): Promise<SignUpResponse> {
  const client = clientOf(state, input.ClientId);
  const { pool } = client;
  requireSecretHash(client, [input.Username], input.SecretHash);
  if (pool.settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly) {
    throw notAuthorized('SignUp is not permitted for this user pool');
  }
  const password = checkPassword(pool, input.Password);
  const attributes = readAttributes(pool, input.UserAttributes, { client });
  const given = { username: input.Username, attributes, password, status: 'UNCONFIRMED' } as const;
  const user = newUser(state, pool, given);
  const action = { pool, client, clientMetadata: input.ClientMetadata };
  await preSignUp(state, 'SignUp', action, user, input.ValidationData);
  addUser(pool, user);
  if (user.status === 'CONFIRMED') {
    claimAliases(pool, user);
    await postConfirmation(state, 'ConfirmSignUp', action, user);
    return { UserConfirmed: true, UserSub: user.sub };
  }
  const attribute = verifiedFirst(pool, user);
  if (!attribute) return { UserConfirmed: false, UserSub: user.sub };
  const reason = { ...action, source: 'SignUp' as const };
  const CodeDeliveryDetails = await sendCode(state, pool, user, 'sign-up', attribute, reason);
  return { UserConfirmed: false, UserSub: user.sub, CodeDeliveryDetails };
}

export async function confirmSignUp(state: CognitoState, input: ConfirmSignUpRequest): Promise<object> {
  const client = clientOf(state, input.ClientId);
  const { pool } = client;
  requireSecretHash(client, [input.Username], input.SecretHash);
  if (input.Session) throw notOffered('A Session of ConfirmSignUp, which leads to the flow USER_AUTH,');
  const user = findUser(pool, input.Username ?? '');
  if (!user) {
    if (!hidesUsers(client)) throw unknownHere();
    limitGuesses(pool, 'sign-up', input.Username ?? '');
    throw codeMismatch();
  }
  if (user.status !== 'UNCONFIRMED') {
    throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
  }
  const { attribute } = takeCode(state, pool, user, 'sign-up', input.ConfirmationCode);
  claimAlias(pool, user, attribute, input.ForceAliasCreation ?? false);
  user.attributes.set(`${attribute}_verified`, 'true');
  user.status = 'CONFIRMED';
  user.modified = new Date(state.now());
  const action = { pool, client, clientMetadata: input.ClientMetadata };
  await postConfirmation(state, 'ConfirmSignUp', action, user);
  return {};
}

export async function resendConfirmationCode(
  state: CognitoState,
  input: ResendConfirmationCodeRequest,
): Promise<object> {
  const client = clientOf(state, input.ClientId);
  const { pool } = client;
  requireSecretHash(client, [input.Username], input.SecretHash);
  const user = findUser(pool, input.Username ?? '');
  if (!user) return simulatedDelivery(client, input.Username ?? '');
  if (user.status !== 'UNCONFIRMED') {
    if (hidesUsers(client)) return simulatedDelivery(client, input.Username ?? '');
    throw invalidParameter('User is already confirmed.');
  }
  const attribute = verifiedFirst(pool, user);
  if (!attribute) throw invalidParameter('Auto verification not turned on.');
  const reason = { source: 'ResendCode', client, clientMetadata: input.ClientMetadata } as const;
  return { CodeDeliveryDetails: await sendCode(state, pool, user, 'sign-up', attribute, reason) };
}

/** What a hidden user's request returns, as if a code had been sent; throws where users are not hidden. */
export function simulatedDelivery(client: ClientRecord, typed: string): object {
  if (!hidesUsers(client)) throw unknownHere();
  limitSends(client.pool, typed);
  const to = typed.includes('@') ? typed : `${typed}@${randomUUID()}`;
  return {
    CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: masked(to) },
  };
}

export function unknownHere() {
  return userNotFound('Username/client id combination not found.');
}

/** Where the first code goes: to the phone where both are verified. */
function verifiedFirst(pool: UserPoolRecord, user: UserRecord): 'phone_number' | 'email' | undefined {
  const wanted = pool.settings.AutoVerifiedAttributes ?? [];
  return (['phone_number', 'email'] as const).find(
    (attribute) => wanted.includes(attribute) && user.attributes.get(attribute),
  );
}
