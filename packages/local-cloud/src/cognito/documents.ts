import type { AwsRequest, AwsResponse } from '../aws/service.ts';
import { hostedUrl } from './oauth/hosted-request.ts';
import { domainOf } from './operations/user-pool-domains.ts';
import type { CognitoState, UserPoolRecord } from './state.ts';
import { issuerOf } from './tokens/issue-tokens.ts';

const documentPath = /^\/([\w-]+_[0-9A-Za-z]+)\/\.well-known\/(jwks\.json|openid-configuration)$/;

/** Whether this asks for a document that every pool publishes. */
export function isDocumentRequest({
  method,
  path,
}: {
  readonly method: string;
  readonly path: string;
}): boolean {
  return (method === 'GET' || method === 'HEAD') && documentPath.test(path);
}

/** The pool that a document's path names. */
export function documentPool(path: string): string | undefined {
  return documentPath.exec(path)?.[1];
}

/** A pool's public keys, or its OpenID configuration: the issuer in AWS's form, the URL of the keys on this cloud. */
export async function serveDocument(
  state: CognitoState,
  request: Pick<AwsRequest, 'path'>,
  ownUrl: string,
): Promise<AwsResponse> {
  const [, poolId = '', name] = documentPath.exec(request.path) ?? [];
  const pool = state.pools.get(poolId);
  if (!pool) return json(400, { message: `User pool ${poolId} does not exist.` });
  return json(200, name === 'jwks.json' ? (await pool.keys).published : configuration(state, pool, ownUrl));
}

/** Programs call the endpoints by number, since few resolve `*.localhost`; browsers do. */
function configuration(state: CognitoState, pool: UserPoolRecord, ownUrl: string): object {
  const domain = domainOf(state, pool.id);
  const pages = domain && hostedUrl(domain.prefix, ownUrl);
  const endpoints = `${ownUrl}/${pool.id}/oauth2`;
  return {
    ...(pages && {
      authorization_endpoint: `${pages}/oauth2/authorize`,
      end_session_endpoint: `${pages}/logout`,
      grant_types_supported: ['authorization_code', 'implicit', 'refresh_token', 'client_credentials'],
      revocation_endpoint: `${endpoints}/revoke`,
      code_challenge_methods_supported: ['S256'],
      scopes_supported: ['openid', 'email', 'phone', 'profile'],
      token_endpoint: `${endpoints}/token`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      userinfo_endpoint: `${endpoints}/userInfo`,
    }),
    id_token_signing_alg_values_supported: ['RS256'],
    issuer: issuerOf(pool),
    jwks_uri: `${ownUrl}/${pool.id}/.well-known/jwks.json`,
    response_types_supported: ['code', 'token'],
    subject_types_supported: ['public'],
  };
}

function json(status: number, value: object): AwsResponse {
  const headers = { 'content-type': 'application/json', 'cache-control': 'public, max-age=86400' };
  return {
    status,
    headers: status === 200 ? headers : { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  };
}
