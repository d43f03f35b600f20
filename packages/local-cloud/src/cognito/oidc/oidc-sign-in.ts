import * as oidc from 'openid-client';
import type { FederatedSubject } from '../federation/federated-user.ts';
import type { OidcProvider } from './oidc-provider.ts';

/** What the provider has to repeat: one with the code, the other in the ID token. */
export interface OidcProof {
  readonly state: string;
  readonly nonce: string;
}

/** Where a browser is sent to sign in. */
export function oidcRequest(
  { configuration, scopes }: OidcProvider,
  redirectUri: string,
  proof: OidcProof,
): string {
  const parameters = { redirect_uri: redirectUri, scope: scopes, response_type: 'code', ...proof };
  return oidc.buildAuthorizationUrl(configuration, parameters).href;
}

/** Exchanges the code of the response, verifies the ID token, and reads the user's attributes. */
export async function readOidcResponse(
  { configuration, issuer }: OidcProvider,
  response: URL,
  expected: OidcProof,
): Promise<FederatedSubject> {
  const tokens = await oidc.authorizationCodeGrant(configuration, response, {
    expectedState: expected.state,
    expectedNonce: expected.nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new Error('The provider returned no ID token.');
  const user = await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub);
  const attributes = Object.entries({ ...claims, ...user }).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, textOf(value)] as const],
  );
  return { id: claims.sub, attributes: new Map(attributes), issuer };
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
