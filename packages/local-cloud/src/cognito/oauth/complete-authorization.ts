import { randomBytes } from 'node:crypto';
import type { AwsResponse } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import type {
  AuthorizationRequest,
  BrowserSession,
  SamlSession,
  UserPoolRecord,
  UserRecord,
} from '../state.ts';
import { userByName } from '../users/find-user.ts';
import { redirectToApp } from './authorization-request.ts';
import { cookie, cookieOf, type HostedRequest } from './hosted-request.ts';
import { issueHostedTokens } from './hosted-tokens.ts';

export const sessionCookie = 'cognito';
const sessionMs = 60 * 60_000;
const codeMs = 5 * 60_000;
/** More sign-ins than a developer's browsers have; the oldest have to sign in again. */
const maxBrowserSessions = 1000;

/** Ends a sign-in: the browser is remembered for an hour and goes to the app. */
export async function completeAuthorization(
  request: HostedRequest,
  authorization: AuthorizationRequest,
  user: UserRecord,
  saml?: SamlSession,
): Promise<AwsResponse> {
  const { state, domain } = request;
  const { browserSessions } = state.oauth;
  const id = randomBytes(32).toString('base64url');
  const authTime = Math.floor(state.now() / 1000);
  browserSessions.set(id, { pool: domain.pool, user, authTime, expires: state.now() + sessionMs, saml });
  const [oldest] = browserSessions.keys();
  if (browserSessions.size > maxBrowserSessions && oldest !== undefined) browserSessions.delete(oldest);
  const cookies = [cookie(sessionCookie, id, sessionMs / 1000)];
  return sendToApp(request, authorization, user, authTime, { 'set-cookie': cookies });
}

/** A user who is there and may sign in; users are deleted and disabled while browsers remember them. */
export function isActive(pool: UserPoolRecord, user: UserRecord): boolean {
  return user.enabled && userByName(pool, user.username) === user;
}

export function browserSession(request: HostedRequest): BrowserSession | undefined {
  const { state, domain } = request;
  const session = state.oauth.browserSessions.get(cookieOf(request, sessionCookie) ?? '');
  if (!session || session.pool !== domain.pool || session.expires <= state.now()) return undefined;
  return isActive(session.pool, session.user) ? session : undefined;
}

/** Back to the app, with a code or with tokens. */
export async function sendToApp(
  { state }: HostedRequest,
  authorization: AuthorizationRequest,
  user: UserRecord,
  authTime: number,
  headers: Record<string, readonly string[]> = {},
): Promise<AwsResponse> {
  const { client, redirectUri, scopes, nonce, codeChallenge } = authorization;
  if (authorization.responseType === 'code') {
    const grant = { client, user, redirectUri, scopes, nonce, codeChallenge, authTime };
    return redirectToApp(authorization, { code: state.oauth.codes.open(grant, codeMs) }, headers);
  }
  try {
    const { tokens } = await issueHostedTokens(state, client, { user, scopes, authTime, nonce });
    const { IdToken, AccessToken, ExpiresIn } = tokens;
    const parameters = { id_token: IdToken, access_token: AccessToken, expires_in: String(ExpiresIn) };
    return redirectToApp(authorization, { ...parameters, token_type: 'Bearer' }, headers);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return redirectToApp(authorization, { error: 'server_error', error_description: error.message });
  }
}
