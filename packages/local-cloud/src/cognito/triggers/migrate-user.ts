import type { AttributeType } from '@aws-sdk/client-cognito-identity-provider';
import { isRecord } from '../../aws/is-record.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { incorrectPassword, userNotFound } from '../errors.ts';
import type { ClientRecord, CognitoState, UserRecord } from '../state.ts';
import { readAttributes } from '../users/attributes.ts';
import { claimAliases } from '../users/claim-alias.ts';
import { hidesUsers } from '../users/find-client.ts';
import { addUser, newUser } from '../users/new-user.ts';
import { checkPassword } from '../users/password-policy.ts';
import { type ClientMetadata, metadataMember, runTrigger } from './run-trigger.ts';

export interface Migration {
  readonly source: 'Authentication' | 'ForgotPassword';
  /** The name that was typed, which the pool does not know. */
  readonly typed: string;
  readonly password?: string;
  readonly validationData?: ClientMetadata | undefined;
  readonly clientMetadata?: ClientMetadata | undefined;
}

/**
 * Adds a user whom the pool's function knows from elsewhere. Returns `undefined` where the pool has no such function;
 * throws as for an unknown user when the function does not know them either.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html
 */
export async function migrateUser(
  state: CognitoState,
  client: ClientRecord,
  { source, typed, password, validationData, clientMetadata }: Migration,
): Promise<UserRecord | undefined> {
  const { pool } = client;
  const response = await runTrigger(state, {
    name: 'UserMigration',
    source,
    pool,
    client,
    userName: typed,
    request: {
      ...(password !== undefined && { password }),
      validationData: validationData ?? null,
      ...metadataMember(clientMetadata),
    },
    response: {
      userAttributes: null,
      forceAliasCreation: null,
      finalUserStatus: null,
      messageAction: null,
      desiredDeliveryMediums: null,
    },
  }).catch((error: unknown) => {
    throw error instanceof ServiceError ? unknownThere(client) : error;
  });
  if (!response) return undefined;
  if (!isRecord(response.userAttributes)) throw unknownThere(client);
  const given = attributesOf(response.userAttributes);
  const attributes = readAttributes(
    pool,
    given.filter(({ Name = '' }) => !['username', 'sub', 'cognito:user_status'].includes(Name)),
  );
  const isConfirmed = source === 'Authentication' && response.finalUserStatus !== 'RESET_REQUIRED';
  const user = newUser(state, pool, {
    username: given.find(({ Name }) => Name === 'username')?.Value ?? typed,
    attributes,
    password: isConfirmed ? checkPassword(pool, password) : password,
    status: isConfirmed ? 'CONFIRMED' : 'RESET_REQUIRED',
  });
  addUser(pool, user);
  claimAliases(pool, user, response.forceAliasCreation === true);
  return user;
}

function attributesOf(attributes: Readonly<Record<string, unknown>>): AttributeType[] {
  return Object.entries(attributes).map(([Name, value]) => ({ Name, Value: String(value) }));
}

function unknownThere(client: ClientRecord): ServiceError {
  if (hidesUsers(client)) return incorrectPassword();
  return userNotFound(`Exception migrating user in app client ${client.id}`);
}
