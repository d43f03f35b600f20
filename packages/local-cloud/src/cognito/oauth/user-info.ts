import type { AwsResponse } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { endSession } from '../tokens/sessions.ts';
import { signedInBy } from '../tokens/verify-token.ts';
import { scopedAttributes } from '../users/attributes.ts';
import { authenticateClient, oauthError, oauthJson } from './client-authentication.ts';
import { type HostedRequest, Refusal } from './hosted-request.ts';

/** `/oauth2/userInfo`: the attributes that the scopes of an access token allow. All values are strings, as on AWS. */
export async function userInfo({ state, domain, headers, form }: HostedRequest): Promise<AwsResponse> {
  const token = /^Bearer ([\w.-]+)$/i.exec(headers.authorization ?? '')?.[1] ?? form.get('access_token');
  if (!token) return challenge(400, 'invalid_request', 'Bad OAuth2 request at UserInfo Endpoint');
  try {
    const { pool, client, user, scopes } = await signedInBy(state, token);
    if (pool !== domain.pool) throw new ServiceError('NotAuthorizedException', 'Invalid Access Token');
    if (!scopes.includes('openid')) {
      return challenge(401, 'invalid_token', 'Access token does not contain openid scope');
    }
    const attributes = Object.fromEntries(scopedAttributes(client, user, scopes));
    return oauthJson(200, { sub: user.sub, ...attributes, username: user.username });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return challenge(
      401,
      'invalid_token',
      'Access token is expired, disabled, or deleted, or the user has globally signed out.',
    );
  }
}

function challenge(status: number, error: string, description: string): AwsResponse {
  const response = oauthError(error, description, status);
  const authenticate = `Bearer error="${error}", error_description="${description}"`;
  return { ...response, headers: { ...response.headers, 'www-authenticate': authenticate } };
}

/** `POST /oauth2/revoke`: an unknown token counts as revoked, as in RFC 7009. */
export async function revoke(request: HostedRequest): Promise<AwsResponse> {
  const client = authenticateClient(request, 401);
  const token = request.form.get('token');
  if (!token) throw new Refusal(oauthError('invalid_request'));
  if (token.split('.').length === 3) throw new Refusal(oauthError('unsupported_token_type'));
  if (client.settings.EnableTokenRevocation === false) throw new Refusal(oauthError('invalid_request'));
  const session = client.pool.refreshTokens.get(token)?.session;
  if (session && session.clientId !== client.id)
    throw new Refusal(oauthError('invalid_client', undefined, 401));
  if (session) endSession(client.pool, session.originJti);
  return { status: 200, headers: { 'cache-control': 'no-store' } };
}
