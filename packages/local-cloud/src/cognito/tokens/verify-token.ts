import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import { notAuthorized } from '../errors.ts';
import type { ClientRecord, CognitoState, UserPoolRecord, UserRecord } from '../state.ts';
import { userByName } from '../users/find-user.ts';
import { apiScope, issuerOf } from './issue-tokens.ts';

/** More tokens than that in use at a time are verified again. */
const maxVerified = 1000;

/** The claims of a token that the pool has signed, or why it is refused. */
export async function verifyToken(
  state: CognitoState,
  pool: UserPoolRecord,
  token: string,
): Promise<{ readonly claims: JWTPayload } | 'expired' | 'invalid'> {
  const { find, verified } = await pool.keys;
  const currentDate = new Date(state.now());
  const known = verified.get(token);
  if (known) return (known.exp ?? 0) > Math.floor(state.now() / 1000) ? { claims: known } : 'expired';
  try {
    const options = { algorithms: ['RS256'], issuer: issuerOf(pool), currentDate };
    const { payload } = await jwtVerify(token, find, options);
    verified.set(token, payload);
    const [oldest = ''] = verified.keys();
    if (verified.size > maxVerified) verified.delete(oldest);
    return { claims: payload };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return 'expired';
    if (error instanceof errors.JOSEError) return 'invalid';
    throw error;
  }
}

export interface SignedIn {
  readonly pool: UserPoolRecord;
  readonly client: ClientRecord;
  readonly user: UserRecord;
  readonly originJti: string;
  readonly scopes: readonly string[];
}

/** Who calls an operation of the API with an access token. */
export async function requireAccessToken(state: CognitoState, token: string | undefined): Promise<SignedIn> {
  const signedIn = await signedInBy(state, token);
  if (signedIn.scopes.includes(apiScope)) return signedIn;
  throw notAuthorized('Access Token does not have required scopes');
}

/** Whose access token this is. Throws unless it is valid and its session has not ended. */
export async function signedInBy(state: CognitoState, token: string | undefined): Promise<SignedIn> {
  const pool = state.pools.get(poolIdOf(token ?? ''));
  const verdict = pool && (await verifyToken(state, pool, token ?? ''));
  if (verdict === 'expired') throw notAuthorized('Access Token has expired');
  if (!pool || typeof verdict !== 'object' || verdict.claims.token_use !== 'access') {
    throw notAuthorized('Invalid Access Token');
  }
  const originJti = String(verdict.claims.origin_jti);
  const session = pool.sessions.get(originJti);
  const client = session && state.clients.get(session.clientId);
  const user = session && userByName(pool, session.username);
  if (!client || !user) throw notAuthorized('Access Token has been revoked');
  if (!user.enabled) throw notAuthorized('User is disabled.');
  return { pool, client, user, originJti, scopes: String(verdict.claims.scope).split(' ') };
}

/** Not verified: it says which pool has to verify the token. */
function poolIdOf(token: string): string {
  try {
    return decodeJwt(token).iss?.split('/').at(-1) ?? '';
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return '';
    throw error;
  }
}
