import type { ClientRecord, CognitoState, UserRecord } from '../state.ts';
import { hidesUsers } from '../users/find-client.ts';
import { type ClientMetadata, eventAttributes, metadataMember, runTrigger } from './run-trigger.ts';

/** Before a password is looked at: the function may refuse the sign-in. */
export async function preAuthentication(
  state: CognitoState,
  client: ClientRecord,
  { user, username }: { readonly user: UserRecord | undefined; readonly username: string },
  validationData: ClientMetadata | undefined,
): Promise<void> {
  await runTrigger(state, {
    name: 'PreAuthentication',
    source: 'Authentication',
    pool: client.pool,
    client,
    userName: username,
    request: {
      userAttributes: user ? eventAttributes(user) : {},
      validationData: validationData ?? null,
      ...userNotFoundMember(client, user),
    },
    response: {},
  });
}

/** After a sign-in, before its tokens: what the function throws keeps them back. */
export async function postAuthentication(
  state: CognitoState,
  client: ClientRecord,
  user: UserRecord,
  clientMetadata: ClientMetadata | undefined,
  newDeviceUsed: boolean,
): Promise<void> {
  await runTrigger(state, {
    name: 'PostAuthentication',
    source: 'Authentication',
    pool: client.pool,
    client,
    userName: user.username,
    request: {
      userAttributes: eventAttributes(user),
      newDeviceUsed,
      ...metadataMember(clientMetadata),
    },
    response: {},
  });
}

/** Only clients that hide users let functions see that one is unknown; the others refuse such a sign-in before. */
export function userNotFoundMember(client: ClientRecord, user: UserRecord | undefined): object {
  return hidesUsers(client) ? { userNotFound: user === undefined } : {};
}
