import { createHmac, timingSafeEqual } from 'node:crypto';
import { invalidParameter, notAuthorized, resourceNotFound } from '../errors.ts';
import type { ClientRecord, CognitoState, UserPoolRecord } from '../state.ts';

export function poolOf(state: CognitoState, id: string | undefined): UserPoolRecord {
  if (!id) throw invalidParameter('Missing required parameter UserPoolId');
  const pool = state.pools.get(id);
  if (!pool) throw resourceNotFound(`User pool ${id} does not exist.`);
  return pool;
}

export function clientOf(state: CognitoState, id: string | undefined, pool?: UserPoolRecord): ClientRecord {
  if (!id) throw invalidParameter('Missing required parameter ClientId');
  const client = state.clients.get(id);
  if (!client || (pool && client.pool !== pool)) {
    throw resourceNotFound(`User pool client ${id} does not exist.`);
  }
  return client;
}

/** A client that has a secret proves it with each user name: any of these may be the one that it used. */
export function requireSecretHash(
  client: ClientRecord,
  names: readonly (string | undefined)[],
  hash: string | undefined,
): void {
  if (client.secret === undefined) return;
  if (hash === undefined) {
    throw notAuthorized(`Client ${client.id} is configured for secret but secret was not received`);
  }
  const given = Buffer.from(hash, 'base64');
  const { id, secret } = client;
  const isRight = names.some((name) => {
    const expected = createHmac('sha256', secret).update(`${name}${id}`).digest();
    return name !== undefined && expected.length === given.length && timingSafeEqual(expected, given);
  });
  if (!isRight) throw notAuthorized(`Unable to verify secret hash for client ${id}`);
}

/** What a client with a secret sends with a user name. */
export function secretHashOf({ id, secret }: ClientRecord, name: string): string | undefined {
  return secret === undefined
    ? undefined
    : createHmac('sha256', secret).update(`${name}${id}`).digest('base64');
}

/** Whether the client does not let an app know which users there are. */
export function hidesUsers(client: ClientRecord): boolean {
  return client.settings.PreventUserExistenceErrors === 'ENABLED';
}
