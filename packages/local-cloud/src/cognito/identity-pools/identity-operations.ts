import { randomUUID } from 'node:crypto';
import type {
  GetCredentialsForIdentityInput,
  GetCredentialsForIdentityResponse,
  GetIdInput,
} from '@aws-sdk/client-cognito-identity';
import { ServiceError } from '../../aws/service-error.ts';
import { notAuthorized, resourceNotFound } from '../errors.ts';
import { chooseRole } from './choose-role.ts';
import { identityPoolOf } from './pool-operations.ts';
import type { IdentityPoolRecord, IdentityPoolsState, IdentityRecord } from './state.ts';
import { type Login, verifyLogins } from './verify-logins.ts';

/** Identities of people who have not signed in cost nothing to ask for. */
const maxIdentities = 100_000;

export async function getId(state: IdentityPoolsState, input: GetIdInput): Promise<{ IdentityId: string }> {
  const pool = identityPoolOf(state, input.IdentityPoolId);
  const login = await verifyLogins(state, pool, input.Logins);
  const known = login && withLogin(pool, login);
  if (known) return { IdentityId: known.id };
  if (pool.identities.size >= maxIdentities) {
    throw new ServiceError('LimitExceededException', `The identity pool has ${maxIdentities} identities.`);
  }
  const id = `${state.account.region}:${randomUUID()}`;
  pool.identities.set(id, { id, login: login?.key });
  return { IdentityId: id };
}

/** Credentials of the pool's role for this identity, for one hour. */
export async function getCredentialsForIdentity(
  state: IdentityPoolsState,
  input: GetCredentialsForIdentityInput,
): Promise<GetCredentialsForIdentityResponse> {
  const { pool, identity, login } = await identityFor(state, input);
  const roleArn = chooseRole(state, pool, login, input.CustomRoleArn);
  const cognitoIdentity = {
    identityId: identity.id,
    identityPoolId: pool.id,
    ...(login && { provider: `${login.provider},${login.provider}:CognitoSignIn:${login.sub}` }),
  };
  const name = 'CognitoIdentityCredentials';
  const { SecretAccessKey, ...credentials } = state.iam.assumeRole(roleArn, name, { cognitoIdentity });
  return { IdentityId: identity.id, Credentials: { ...credentials, SecretKey: SecretAccessKey } };
}

/** The identity that a caller names, once the logins prove that it is theirs. */
export async function identityFor(
  state: IdentityPoolsState,
  input: Pick<GetCredentialsForIdentityInput, 'IdentityId' | 'Logins'>,
) {
  const { pool, identity: named } = identityOf(state, input.IdentityId);
  const login = await verifyLogins(state, pool, input.Logins);
  const identity = login ? signedIn(pool, named, login) : named;
  if (identity.login !== login?.key) throw loginsDoNotMatch();
  return { pool, identity, login };
}

function identityOf(
  state: IdentityPoolsState,
  id = '',
): { readonly pool: IdentityPoolRecord; readonly identity: IdentityRecord } {
  for (const pool of state.pools.values()) {
    const identity = pool.identities.get(id);
    if (identity) return { pool, identity };
  }
  throw resourceNotFound(`Identity '${id}' not found.`);
}

/** Somebody who signs in keeps the identity, unless the user has one already. */
function signedIn(pool: IdentityPoolRecord, identity: IdentityRecord, login: Login): IdentityRecord {
  if (identity.login !== undefined) return identity;
  const known = withLogin(pool, login);
  if (known) return known;
  identity.login = login.key;
  return identity;
}

function withLogin(pool: IdentityPoolRecord, { key }: Login): IdentityRecord | undefined {
  for (const identity of pool.identities.values()) if (identity.login === key) return identity;
  return undefined;
}

function loginsDoNotMatch() {
  return notAuthorized(
    "Logins don't match. Please include at least one valid login for this identity or identity pool.",
  );
}
