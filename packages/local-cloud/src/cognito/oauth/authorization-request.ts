import type { AwsResponse } from '../../aws/service.ts';
import type { AuthorizationRequest } from '../state.ts';
import { type HostedRequest, Refusal, repeatedName } from './hosted-request.ts';
import { redirect } from './page.ts';

/**
 * The request, checked. An unknown client or callback URL is shown to the user, since nobody may be sent to a URL that the
 * client does not have; every other error goes to the callback URL.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html
 */
export function readAuthorization(
  { state, domain }: Pick<HostedRequest, 'state' | 'domain'>,
  query: URLSearchParams,
): AuthorizationRequest {
  const clientId = query.get('client_id') ?? '';
  const client = state.clients.get(clientId);
  if (client?.pool !== domain.pool || !client) throw shown('invalid_client', clientId);
  const { settings } = client;
  const redirectUri = query.get('redirect_uri') ?? settings.DefaultRedirectURI ?? '';
  const isKnown = query.getAll('redirect_uri').length < 2 && settings.CallbackURLs?.includes(redirectUri);
  if (!isKnown) throw shown('redirect_mismatch', clientId);
  const responseType = query.get('response_type');
  const given = { redirectUri, state: query.get('state') ?? undefined };
  const refuse = (error: string, description?: string) => {
    const place = responseType === 'token' ? 'token' : 'code';
    return new Refusal(
      redirectToApp({ ...given, responseType: place }, { error, error_description: description }),
    );
  };
  const duplicated = repeatedName(query);
  if (duplicated !== undefined) throw refuse('invalid_request', `duplicate parameter ${duplicated}`);
  if (responseType === null) throw refuse('invalid_request', 'response_type is missing');
  const flow = responseType === 'code' ? 'code' : responseType === 'token' ? 'implicit' : undefined;
  if (!flow) throw refuse('invalid_request', 'unsupported response_type');
  if (!settings.AllowedOAuthFlowsUserPoolClient || !settings.AllowedOAuthFlows?.includes(flow)) {
    throw refuse('unauthorized_client');
  }
  const allowed = settings.AllowedOAuthScopes ?? [];
  const scopes = query.get('scope')?.split(' ').filter(Boolean) ?? [];
  if (scopes.some((scope) => !allowed.includes(scope))) throw refuse('invalid_request', 'invalid_scope');
  const codeChallenge = query.get('code_challenge') ?? undefined;
  const method = query.get('code_challenge_method') ?? undefined;
  if ((codeChallenge === undefined) !== (method === undefined)) {
    throw refuse('invalid_request', 'code_challenge and code_challenge_method go together');
  }
  if (method !== undefined && method !== 'S256') {
    throw refuse('invalid_request', 'code_challenge_method must be S256');
  }
  if (codeChallenge !== undefined && !/^[\w-]{43}$/.test(codeChallenge)) {
    throw refuse('invalid_request', 'code_challenge must be a SHA-256 hash in base64url');
  }
  return {
    ...given,
    client,
    responseType: flow === 'code' ? 'code' : 'token',
    scopes: scopes.length > 0 ? scopes : allowed,
    nonce: query.get('nonce') ?? undefined,
    codeChallenge,
  };
}

type Callback = Pick<AuthorizationRequest, 'redirectUri' | 'responseType' | 'state'>;

/** The parameters go into the query, those of the implicit flow into the fragment. */
export function redirectToApp(
  { redirectUri, responseType, state }: Callback,
  parameters: Readonly<Record<string, string | undefined>>,
  headers: Record<string, string | readonly string[]> = {},
): AwsResponse {
  const given = Object.entries({ ...parameters, state }).filter(([, value]) => value !== undefined);
  const added = new URLSearchParams(given as [string, string][]).toString();
  const mark = responseType === 'token' ? '#' : redirectUri.includes('?') ? '&' : '?';
  return redirect(`${redirectUri}${mark}${added}`, headers);
}

/** As on AWS, a page of the domain shows the error. */
function shown(error: string, clientId: string): Refusal {
  const query = new URLSearchParams({ error, client_id: clientId });
  return new Refusal(redirect(`/error?${query}`));
}
