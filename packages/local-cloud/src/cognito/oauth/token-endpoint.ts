import { createHash } from 'node:crypto';
import type { AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider';
import type { AwsResponse } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { getTokensFromRefreshToken } from '../operations/initiate-auth.ts';
import type { ClientRecord } from '../state.ts';
import { issueMachineToken } from '../tokens/issue-tokens.ts';
import { issueRefreshToken } from '../tokens/sessions.ts';
import { authenticateClient, oauthError, oauthJson } from './client-authentication.ts';
import { isActive } from './complete-authorization.ts';
import { type HostedRequest, Refusal, repeatedName } from './hosted-request.ts';
import { issueHostedTokens } from './hosted-tokens.ts';

/** `POST /oauth2/token`. https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html */
export async function exchangeToken(request: HostedRequest): Promise<AwsResponse> {
  const { form } = request;
  if (repeatedName(form) !== undefined) throw new Refusal(oauthError('invalid_request'));
  const grantType = form.get('grant_type');
  if (!grantType) throw new Refusal(oauthError('invalid_request'));
  const grant = Object.hasOwn(grants, grantType) ? grants[grantType] : undefined;
  if (!grant) throw new Refusal(oauthError('unsupported_grant_type'));
  try {
    return await grant(request, authenticateClient(request));
  } catch (error) {
    // A user who is gone or disabled, a token that has expired.
    throw error instanceof ServiceError ? invalidGrant() : error;
  }
}

type Grant = (request: HostedRequest, client: ClientRecord) => Promise<AwsResponse>;

const grants: Readonly<Record<string, Grant>> = {
  authorization_code: exchangeCode,
  refresh_token: refresh,
  client_credentials: giveMachineToken,
};

async function exchangeCode({ state, form }: HostedRequest, client: ClientRecord): Promise<AwsResponse> {
  if (!client.settings.AllowedOAuthFlows?.includes('code'))
    throw new Refusal(oauthError('unauthorized_client'));
  const code = form.get('code');
  if (!code) throw new Refusal(oauthError('invalid_request'));
  // Each code is tried once: a thief who has no verifier uses it up.
  const grant = state.oauth.codes.take(code);
  if (typeof grant === 'string' || grant.client !== client) throw invalidGrant();
  if (form.get('redirect_uri') !== grant.redirectUri || !isActive(client.pool, grant.user))
    throw invalidGrant();
  if (!isVerified(grant.codeChallenge, form.get('code_verifier'))) throw invalidGrant();
  const { tokens, session } = await issueHostedTokens(state, client, grant);
  return tokenResponse({ ...tokens, RefreshToken: issueRefreshToken(client, session) });
}

/** RFC 7636: the hash of the verifier is what the authorization request had. */
function isVerified(challenge: string | undefined, verifier: string | null): boolean {
  if (challenge === undefined) return verifier === null;
  if (!/^[\w.~-]{43,128}$/.test(verifier ?? '')) return false;
  return (
    createHash('sha256')
      .update(verifier ?? '')
      .digest('base64url') === challenge
  );
}

async function refresh({ state, form }: HostedRequest, client: ClientRecord): Promise<AwsResponse> {
  const RefreshToken = form.get('refresh_token') ?? undefined;
  if (!RefreshToken) throw new Refusal(oauthError('invalid_request'));
  const known = client.pool.refreshTokens.get(RefreshToken);
  if (!known || known.session.clientId !== client.id) throw invalidGrant();
  const input = { ClientId: client.id, RefreshToken, ClientSecret: client.secret };
  const { AuthenticationResult: tokens = {} } = await getTokensFromRefreshToken(state, input);
  return tokenResponse(tokens);
}

async function giveMachineToken({ state, form }: HostedRequest, client: ClientRecord): Promise<AwsResponse> {
  const { AllowedOAuthFlows: flows, AllowedOAuthScopes: allowed = [] } = client.settings;
  if (!flows?.includes('client_credentials')) throw new Refusal(oauthError('unauthorized_client'));
  const asked = form.get('scope')?.split(' ').filter(Boolean) ?? [];
  if (asked.some((scope) => !allowed.includes(scope))) throw new Refusal(oauthError('invalid_grant'));
  return tokenResponse(await issueMachineToken(state, client, asked.length > 0 ? asked : allowed));
}

function tokenResponse(tokens: AuthenticationResultType): AwsResponse {
  return oauthJson(200, {
    id_token: tokens.IdToken,
    access_token: tokens.AccessToken,
    refresh_token: tokens.RefreshToken,
    expires_in: tokens.ExpiresIn,
    token_type: 'Bearer',
  });
}

function invalidGrant(): Refusal {
  return new Refusal(oauthError('invalid_grant'));
}
