import type { Configuration } from '../configuration.ts';

export interface Tokens {
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Where a sign-in waits for the browser to come back: this tab alone, until it does. */
export type PendingSignIns = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const pendingKey = 'company-sign-in';
const scope = 'openid email aws.cognito.signin.user.admin';

/**
 * The URL of the user pool's page that leads to the company's identity provider. The code that comes back is worth
 * nothing without the verifier (PKCE, RFC 7636), which stays in this tab.
 */
export async function companySignInUrl(
  { signInUrl, clientId, company = '' }: Configuration,
  callbackUrl: string,
  pending: PendingSignIns,
): Promise<string> {
  const [state, verifier] = [randomText(), randomText()];
  pending.setItem(pendingKey, JSON.stringify({ state, verifier }));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callbackUrl,
    scope,
    state,
    code_challenge: base64Url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))),
    code_challenge_method: 'S256',
    identity_provider: company,
  });
  return `${signInUrl}/oauth2/authorize?${query}`;
}

/** The page after which the browser is signed out of the user pool's pages, too, and back at the app. */
export function companySignOutUrl({ signInUrl, clientId }: Configuration, callbackUrl: string): string {
  return `${signInUrl}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: callbackUrl })}`;
}

/**
 * The tokens for the code with which the browser came back; `undefined` for any other visit. Rejects with the reason
 * when the sign-in was refused, or was not begun in this tab.
 */
export async function tokensOfCallback(
  { signInUrl, clientId }: Configuration,
  url: URL,
  pending: PendingSignIns,
): Promise<Tokens | undefined> {
  const { code, state, error, error_description: description } = Object.fromEntries(url.searchParams);
  if (code === undefined && error === undefined) return undefined;
  const begun = JSON.parse(pending.getItem(pendingKey) ?? '{}') as { state?: string; verifier?: string };
  pending.removeItem(pendingKey);
  if (!begun.verifier || begun.state !== state)
    throw new Error('This sign-in was not begun in this tab. Begin it again.');
  if (code === undefined) throw new Error(description || `The company refused the sign-in: ${error}`);
  const response = await fetch(`${signInUrl}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      code,
      redirect_uri: callbackUrlOf(url),
      code_verifier: begun.verifier,
    }),
  });
  const tokens = (await response.json()) as Record<string, string>;
  const { id_token: idToken, access_token: accessToken, refresh_token: refreshToken } = tokens;
  if (!idToken || !accessToken || !refreshToken)
    throw new Error(`The sign-in could not be completed: ${tokens.error ?? response.status}`);
  return { idToken, accessToken, refreshToken };
}

/** The URL of the app, as the user pool knows it: up to the last slash. */
export function callbackUrlOf(url: URL): string {
  return new URL('./', `${url.origin}${url.pathname}`).href;
}

function randomText(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)).buffer);
}

function base64Url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}
