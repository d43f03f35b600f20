import type { AwsResponse } from '../../aws/service.ts';
import type { HostedRequest } from '../oauth/hosted-request.ts';
import { html, page, redirect } from '../oauth/page.ts';
import type { SamlSession } from '../state.ts';
import { samlOf, serviceProvider } from './service-provider.ts';

const logoutMs = 5 * 60_000;

/** Where a browser signs out of its provider as well, if the pool wants that; then it goes on to `location`. */
export async function providersLogout(
  { state, domain, url }: HostedRequest,
  { providerName, nameId, nameIdFormat, sessionIndex }: SamlSession,
  location: string,
): Promise<string | undefined> {
  const provider = domain.pool.identityProviders.get(providerName);
  if (provider?.source.type !== 'SAML' || provider.details.IDPSignout !== 'true') return undefined;
  const { metadata } = provider.source;
  if (metadata.signOutUrl === undefined) return undefined;
  const saml = await samlOf(serviceProvider(domain.pool, url), metadata, undefined);
  const user = {
    issuer: metadata.entityId,
    nameID: nameId,
    nameIDFormat: nameIdFormat,
    ...(sessionIndex !== undefined && { sessionIndex }),
  };
  return saml.getLogoutUrlAsync(user, state.oauth.logouts.open(location, logoutMs), {});
}

/**
 * `/saml2/logout`: the provider sends the browser back. The session has ended already, so that all that counts is the
 * RelayState, which names one of the client's sign-out URLs. A provider cannot begin a sign-out, as on AWS.
 */
export async function takeLogoutResponse({ state, query, form }: HostedRequest): Promise<AwsResponse> {
  const location = state.oauth.logouts.take(form.get('RelayState') ?? query.get('RelayState') ?? '');
  const isKnown = location !== 'unknown' && location !== 'expired' && location !== 'used';
  if (isKnown && (form.has('SAMLResponse') || query.has('SAMLResponse'))) return redirect(location);
  return page(
    'Sign-out failed',
    html`<p role="alert">Invalid samlResponse or relayState from identity provider</p>`,
    400,
  );
}
