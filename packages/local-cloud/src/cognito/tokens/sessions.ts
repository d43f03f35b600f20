import { randomBytes, randomUUID } from 'node:crypto';
import type {
  ClientRecord,
  CognitoState,
  DeviceKeys,
  SessionRecord,
  UserPoolRecord,
  UserRecord,
} from '../state.ts';
import { tokenLifetimes } from './token-lifetimes.ts';

/** Begins a session: a sign-in that its refresh token keeps alive, until it is revoked. */
export function startSession(
  state: CognitoState,
  client: ClientRecord,
  user: UserRecord,
  device?: DeviceKeys,
  hosted?: { readonly scopes: readonly string[]; readonly authTime: number },
): SessionRecord {
  const { pool } = client;
  for (const { originJti, expires } of pool.sessions.values())
    if (expires <= state.now()) endSession(pool, originJti);
  const session: SessionRecord = {
    originJti: randomUUID(),
    username: user.username,
    clientId: client.id,
    authTime: hosted?.authTime ?? Math.floor(state.now() / 1000),
    eventId: randomUUID(),
    scopes: hosted?.scopes,
    expires: state.now() + tokenLifetimes(client.settings).refresh * 1000,
    device,
  };
  pool.sessions.set(session.originJti, session);
  return session;
}

/** Opaque, in five parts as AWS's. */
export function issueRefreshToken({ pool }: ClientRecord, session: SessionRecord): string {
  const token = Array.from({ length: 5 }, () => randomBytes(48).toString('base64url')).join('.');
  pool.refreshTokens.set(token, { session, expires: session.expires });
  return token;
}

/** Ends a sign-in: its refresh tokens, and the access of its access tokens to this service. */
export function endSession(pool: UserPoolRecord, originJti: string): void {
  pool.sessions.delete(originJti);
  for (const [token, { session }] of pool.refreshTokens)
    if (session.originJti === originJti) pool.refreshTokens.delete(token);
}

export function endSessionsOf(pool: UserPoolRecord, { username }: UserRecord): void {
  for (const session of pool.sessions.values())
    if (session.username === username) endSession(pool, session.originJti);
}
