import type { AwsResponse } from '../../aws/service.ts';
import { providersLogout } from '../saml/single-logout.ts';
import { browserSession, sessionCookie } from './complete-authorization.ts';
import { cookie, cookieOf, type HostedRequest } from './hosted-request.ts';
import { html, page, redirect } from './page.ts';

/** `GET /logout`: forgets the browser and goes to a sign-out URL of the client, or to the sign-in page again. */
export async function logout(request: HostedRequest): Promise<AwsResponse> {
  const { state, domain, query } = request;
  const client = state.clients.get(query.get('client_id') ?? '');
  if (client?.pool !== domain.pool || !client)
    return refused(query.has('client_id') ? 'invalid_client' : 'invalid_request');
  const [logoutUri, redirectUri] = [query.get('logout_uri'), query.get('redirect_uri')];
  if (logoutUri === null && redirectUri === null) return refused('invalid_request');
  const registered = logoutUri === null ? client.settings.CallbackURLs : client.settings.LogoutURLs;
  if (!registered?.includes(logoutUri ?? redirectUri ?? '')) return refused('redirect_mismatch');
  const saml = browserSession(request)?.saml;
  state.oauth.browserSessions.delete(cookieOf(request, sessionCookie) ?? '');
  const forget = { 'set-cookie': [cookie(sessionCookie, '', 0)] };
  if (logoutUri === null) return redirect(`/login?${query}`, forget);
  const returned = query.get('state');
  const mark = logoutUri.includes('?') ? '&' : '?';
  const added = returned === null ? '' : `${mark}${new URLSearchParams({ state: returned })}`;
  const location = `${logoutUri}${added}`;
  return redirect((saml && (await providersLogout(request, saml, location))) ?? location, forget);
}

function refused(error: string): AwsResponse {
  return redirect(`/error?${new URLSearchParams({ error })}`);
}

const explanations: Readonly<Record<string, string>> = {
  invalid_client: 'The app client in client_id is not one of this user pool.',
  invalid_request: 'A parameter of the request is missing.',
  redirect_mismatch: 'The app client does not have the URL in redirect_uri or logout_uri.',
};

/** `GET /error`: names errors that it knows, since anybody can write a link to it. */
export async function showError({ query }: HostedRequest): Promise<AwsResponse> {
  const error = query.get('error') ?? '';
  const explanation = Object.hasOwn(explanations, error) && `${error}: ${explanations[error]}`;
  return page(
    'Sign-in failed',
    html`<p role="alert">An error was encountered with the requested page.</p>${explanation && html`<p>${explanation}</p>`}`,
    400,
  );
}
