import { inflateRawSync } from 'node:zlib';
import {
  CreateIdentityProviderCommand,
  type CreateIdentityProviderRequest,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  createSigningKey,
  type ResponseContent,
  type SigningKey,
  samlResponse,
} from '@samples/demo-identity-provider';
import type { hostedPool } from './hosted-pool.ts';

export const email = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress';
export const entityId = 'https://idp.example/saml';

export function metadataOf(certificates: readonly string[]): string {
  const keys = certificates.map(
    (certificate) =>
      `<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`,
  );
  return `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}">
<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys.join('')}
<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example/sso"/>
</IDPSSODescriptor></EntityDescriptor>`;
}

type Pool = Awaited<ReturnType<typeof hostedPool>>;

/** A SAML provider of a pool, whose responses a test makes: the right ones, and any others. */
export async function samlProvider(
  pool: Pool,
  name: string,
  options: {
    readonly details?: Record<string, string>;
    readonly more?: Partial<CreateIdentityProviderRequest>;
  } = {},
) {
  const key = await createSigningKey();
  await pool.cognito.send(
    new CreateIdentityProviderCommand({
      UserPoolId: pool.UserPoolId,
      ProviderName: name,
      ProviderType: 'SAML',
      ProviderDetails: { MetadataFile: metadataOf([key.certificate]), ...options.details },
      AttributeMapping: { email },
      ...options.more,
    }),
  );
  const { ClientId = '' } = await pool.addClient({ SupportedIdentityProviders: [name] });

  /** Begins a sign-in, and returns what a right response would have. */
  async function begin(browser = pool.browser()) {
    await browser.get(`/oauth2/authorize?${pool.request({ client_id: ClientId, identity_provider: name })}`);
    const location = new URL(browser.location());
    const encoded = Buffer.from(location.searchParams.get('SAMLRequest') ?? '', 'base64');
    const request = inflateRawSync(encoded).toString('utf8');
    const content: ResponseContent = {
      issuer: entityId,
      consumerUrl: `${browser.origin}/saml2/idpresponse`,
      audience: `urn:amazon:cognito:sp:${pool.UserPoolId}`,
      inResponseTo: / ID="([^"]+)"/.exec(request)?.[1],
      nameId: 'ada',
      attributes: { [email]: ['ada@example.com'] },
      now: Date.now(),
    };
    const relayState = location.searchParams.get('RelayState') ?? '';
    return { browser, location, request, content, relayState };
  }

  /** Takes a response to the pool, as the provider's page does by a form, and returns where the browser goes. */
  async function respond(xml: string, relayState: string, browser = pool.browser()) {
    const form = new URLSearchParams({
      SAMLResponse: Buffer.from(xml).toString('base64'),
      RelayState: relayState,
    });
    const headers = { origin: 'https://idp.example', 'sec-fetch-site': 'cross-site' };
    const page = await browser.send('POST', '/saml2/idpresponse', form.toString(), headers);
    const location = browser.location();
    return {
      page,
      parameters: location ? new URL(location, browser.origin).searchParams : new URLSearchParams(),
    };
  }

  /** What becomes of a response that `change` makes of the right one. */
  async function outcomeOf(make: (content: ResponseContent, key: SigningKey) => string) {
    const { content, relayState, browser } = await begin();
    const { page, parameters } = await respond(make(content, key), relayState, browser);
    return parameters.get('error_description') ?? (parameters.has('code') ? 'signed in' : page.body);
  }

  return { key, ClientId, begin, respond, outcomeOf, samlResponse };
}
