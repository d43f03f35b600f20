import { randomUUID } from 'node:crypto';
import type { AwsResponse } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { readAuthorization, redirectToApp } from '../oauth/authorization-request.ts';
import { completeAuthorization } from '../oauth/complete-authorization.ts';
import { type HostedRequest, Refusal } from '../oauth/hosted-request.ts';
import { html, page, redirect } from '../oauth/page.ts';
import { withIdentifier } from '../operations/identity-providers.ts';
import { readSamlResponse, SamlRefusal, type SamlSubject } from '../saml/read-response.ts';
import type { SamlMetadata } from '../saml/saml-metadata.ts';
import { samlOf, serviceProvider } from '../saml/service-provider.ts';
import type {
  AuthorizationRequest,
  CognitoState,
  FederatedSignIn,
  IdentityProviderRecord,
} from '../state.ts';
import { saveFederatedUser } from './federated-user.ts';
import { refreshMetadata } from './refresh-metadata.ts';

const signInMs = 5 * 60_000;
/** More than a callback URL, scopes and the app's state need. Every page of the web may send one. */
const maxRelayState = 8192;

/** The provider that a request asks for by name or by one of its identifiers; `undefined` where it asks for none. */
export function providerAsked(
  { domain, query }: HostedRequest,
  authorization: AuthorizationRequest,
): IdentityProviderRecord | undefined {
  const [name, identifier] = [query.get('identity_provider'), query.get('idp_identifier')];
  if ((name === null && identifier === null) || name === 'COGNITO') return undefined;
  const { pool } = domain;
  const provider = name === null ? withIdentifier(pool, identifier ?? '') : pool.identityProviders.get(name);
  if (provider && isAllowed(authorization, provider)) return provider;
  const error = {
    error: 'invalid_request',
    error_description: 'The identity provider is not one of the client.',
  };
  throw new Refusal(redirectToApp(authorization, error));
}

/** Sends the browser to the provider. */
export async function startFederation(
  request: HostedRequest,
  authorization: AuthorizationRequest,
  provider: IdentityProviderRecord,
): Promise<AwsResponse> {
  const { state, domain, url } = request;
  await refreshMetadata(state, provider);
  const { source } = provider;
  const open = (proof: string) => state.oauth.federations.open({ provider, authorization, proof }, signInMs);
  if (source.type === 'OIDC') {
    const { oidcRequest } = await import('../oidc/oidc-sign-in.ts');
    const nonce = randomUUID();
    const proof = { state: open(nonce), nonce };
    return redirect(oidcRequest(source.provider, `${url}/oauth2/idpresponse`, proof));
  }
  const requestId = `_${randomUUID()}`;
  const saml = await samlOf(serviceProvider(domain.pool, url), source.metadata, requestId);
  return redirect(await saml.getAuthorizeUrlAsync(open(requestId), undefined, {}));
}

/** `POST /saml2/idpresponse` */
export async function takeSamlResponse(request: HostedRequest): Promise<AwsResponse> {
  const { state, form, domain, url } = request;
  const [encoded, relayState] = [form.get('SAMLResponse') ?? '', form.get('RelayState') ?? ''];
  if (encoded === '' || encoded.length > 100_000)
    return shown('Invalid samlResponse or relayState from identity provider');
  const begun = state.oauth.federations.take(relayState);
  if (begun === 'expired' || begun === 'used') return shown('Invalid relayState');
  const signIn = begun === 'unknown' ? begunByProvider(request, relayState) : begun;
  const { metadata } = samlSource(signIn.provider) ?? {};
  if (!metadata || signIn.authorization.client.pool !== domain.pool) return shown('Invalid relayState');
  return finish(request, signIn, async () => {
    const expected = { provider: serviceProvider(domain.pool, url), metadata, now: state.now() };
    const subject = await readSamlResponse(encoded, { ...expected, requestId: signIn.proof });
    requireFirst(state, domain.pool.id, subject);
    const { nameId: id, attributes, nameIdFormat, sessionIndex } = subject;
    const saml = { providerName: signIn.provider.name, nameId: id, nameIdFormat, sessionIndex };
    return { subject: { id, attributes, issuer: metadata.entityId }, saml };
  });
}

/** `GET /oauth2/idpresponse`: an OpenID provider sends the browser back. */
export async function takeOidcResponse(request: HostedRequest): Promise<AwsResponse> {
  const { state, query, domain, url } = request;
  const token = query.get('state') ?? '';
  const signIn = state.oauth.federations.take(token);
  if (typeof signIn === 'string' || signIn.authorization.client.pool !== domain.pool)
    return shown('Invalid state');
  const { source } = signIn.provider;
  const { proof: nonce } = signIn;
  if (source.type !== 'OIDC' || nonce === undefined) return shown('Invalid state');
  if (query.get('error') === 'access_denied') {
    const error_description = query.get('error_description') ?? undefined;
    return redirectToApp(signIn.authorization, { error: 'access_denied', error_description });
  }
  return finish(request, signIn, async () => {
    const { readOidcResponse } = await import('../oidc/oidc-sign-in.ts');
    const response = new URL(`${url}/oauth2/idpresponse?${query}`);
    return { subject: await readOidcResponse(source.provider, response, { state: token, nonce }) };
  });
}

type Finished = {
  readonly subject: Parameters<typeof saveFederatedUser>[3];
  readonly saml?: Parameters<typeof completeAuthorization>[3];
};

/** What is wrong goes to the app. */
async function finish(
  request: HostedRequest,
  { provider, authorization }: FederatedSignIn,
  read: () => Promise<Finished>,
): Promise<AwsResponse> {
  try {
    const { subject, saml } = await read();
    const user = await saveFederatedUser(request.state, authorization.client, provider, subject);
    return await completeAuthorization(request, authorization, user, saml);
  } catch (error) {
    const isRefusal = error instanceof SamlRefusal || error instanceof ServiceError;
    // Everything that an OpenID provider or the network does wrong is an error of the sign-in, and no bug.
    if (!isRefusal && provider.source.type !== 'OIDC') throw error;
    const { message } = error as Error;
    const isOfAttributes = provider.source.type === 'SAML' && message.startsWith('Invalid user attributes');
    const error_description = isOfAttributes ? `Invalid SAML response received: ${message}` : message;
    return redirectToApp(authorization, { error: 'server_error', error_description });
  }
}

/** Only where the provider is allowed to begin; its RelayState says for which app, in the form of a query. */
function begunByProvider(request: HostedRequest, relayState: string): FederatedSignIn {
  if (relayState.length > maxRelayState) throw new Refusal(shown('Invalid relayState'));
  const query = new URLSearchParams(relayState);
  const provider = request.domain.pool.identityProviders.get(query.get('identity_provider') ?? '');
  if (provider?.details.IDPInit !== 'true' || !samlSource(provider))
    throw new Refusal(shown('Invalid relayState'));
  query.delete('identity_provider');
  const authorization = readAuthorization(request, query);
  if (!isAllowed(authorization, provider)) throw new Refusal(shown('Invalid relayState'));
  return { provider, authorization, proof: undefined };
}

function isAllowed({ client }: AuthorizationRequest, { name }: IdentityProviderRecord): boolean {
  return client.settings.SupportedIdentityProviders?.includes(name) ?? false;
}

function samlSource({ source }: IdentityProviderRecord): { readonly metadata: SamlMetadata } | undefined {
  return source.type === 'SAML' ? source : undefined;
}

/** An assertion signs in once: until it expires it is remembered. */
function requireFirst(state: CognitoState, poolId: string, { assertionId, expires }: SamlSubject): void {
  const { assertions } = state.oauth;
  for (const [id, end] of assertions) if (end <= state.now()) assertions.delete(id);
  const key = `${poolId} ${assertionId}`;
  if (assertions.has(key))
    throw new SamlRefusal('Invalid SAML response received: the assertion was used before');
  assertions.set(key, expires);
}

function shown(message: string): AwsResponse {
  return page('Sign-in failed', html`<p role="alert">${message}</p>`, 400);
}
