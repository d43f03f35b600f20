import type { AttributeType } from '@aws-sdk/client-cognito-identity-provider';
import { invalidParameter } from '../errors.ts';
import type { ClientRecord, CognitoState, UserPoolRecord, UserRecord } from '../state.ts';
import { type ClientMetadata, eventAttributes, metadataMember, runTrigger } from './run-trigger.ts';

/** Who acts on an account, and what they send for the pool's functions. */
export interface AccountAction {
  readonly pool: UserPoolRecord;
  readonly client?: ClientRecord | undefined;
  readonly clientMetadata?: ClientMetadata | undefined;
}

/** Before a user is added: the function may refuse, and vouch for the user or for addresses. */
export async function preSignUp(
  state: CognitoState,
  source: 'SignUp' | 'AdminCreateUser' | 'ExternalProvider',
  { pool, client, clientMetadata }: AccountAction,
  user: UserRecord,
  validationData: readonly AttributeType[] | undefined,
): Promise<void> {
  const { sub: _, 'cognito:user_status': __, ...userAttributes } = eventAttributes(user);
  const pairs = (validationData ?? []).map(({ Name = '', Value = '' }) => [Name, Value]);
  const response = await runTrigger(state, {
    name: 'PreSignUp',
    source,
    pool,
    client,
    userName: user.username,
    request: {
      userAttributes,
      validationData: validationData ? Object.fromEntries(pairs) : null,
      ...metadataMember(clientMetadata),
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  });
  if (response?.autoVerifyEmail === true) vouch(user, 'email');
  if (response?.autoVerifyPhone === true) vouch(user, 'phone_number');
  if (source === 'SignUp' && response?.autoConfirmUser === true) user.status = 'CONFIRMED';
}

/** After a user or a new password was confirmed. What the function throws reaches the client; the user stays confirmed. */
export async function postConfirmation(
  state: CognitoState,
  source: 'ConfirmSignUp' | 'ConfirmForgotPassword',
  { pool, client, clientMetadata }: AccountAction,
  user: UserRecord,
): Promise<void> {
  await runTrigger(state, {
    name: 'PostConfirmation',
    source,
    pool,
    client,
    userName: user.username,
    request: { userAttributes: eventAttributes(user), ...metadataMember(clientMetadata) },
    response: {},
  });
}

function vouch({ attributes }: UserRecord, name: 'email' | 'phone_number'): void {
  if (!attributes.get(name)) {
    throw invalidParameter(`Attribute ${name} cannot be auto-verified: the user does not have it.`);
  }
  attributes.set(`${name}_verified`, 'true');
}
