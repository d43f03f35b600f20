import { regionalArn } from '../../account.ts';
import { invalidParameter, notAuthorized } from '../errors.ts';
import type { IdentityPoolRecord, IdentityPoolsState } from './state.ts';

/** A user of a user pool, as an ID token proves. */
export interface Login {
  readonly provider: string;
  readonly clientId: string;
  readonly sub: string;
  /** The same for the same user. */
  readonly key: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Who has signed in; `undefined` for nobody where the pool allows that. */
export async function verifyLogins(
  state: IdentityPoolsState,
  pool: IdentityPoolRecord,
  logins: Readonly<Record<string, string>> | undefined,
): Promise<Login | undefined> {
  const [first, ...others] = Object.entries(logins ?? {});
  if (!first) {
    if (pool.settings.AllowUnauthenticatedIdentities) return undefined;
    throw notAuthorized('Unauthenticated access is not supported for this identity pool.');
  }
  if (others.length > 0)
    throw invalidParameter('Expected one login: this embedded cloud links no providers.');
  const [provider, token] = first;
  const clients = pool.settings.CognitoIdentityProviders?.filter(
    ({ ProviderName }) => ProviderName === provider,
  );
  if (!clients?.length) {
    throw notAuthorized('Token is not from a supported provider of this identity pool.');
  }
  const poolId = provider.slice(provider.indexOf('/') + 1);
  // A user pool of another region may vouch for its users.
  const { id } = state.account;
  const region = poolId.slice(0, poolId.indexOf('_'));
  const arn = regionalArn({ id, region }, 'cognito-idp', `userpool/${poolId}`);
  const verdict = await state.userPools.verifyToken(arn, token);
  if (verdict === 'expired') throw notAuthorized('Invalid login token. Token is expired.');
  if (verdict === 'invalid' || verdict.claims.token_use !== 'id') {
    throw notAuthorized('Invalid login token. Not a valid OpenId Connect identity token.');
  }
  const { aud, sub } = verdict.claims;
  if (!clients.some(({ ClientId }) => ClientId === aud)) {
    throw notAuthorized('Invalid login token. Incorrect token audience.');
  }
  const { claims } = verdict;
  return { provider, clientId: String(aud), sub: String(sub), key: `${provider}:${sub}`, claims };
}
