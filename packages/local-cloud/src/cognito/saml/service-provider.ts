import type { CacheProvider, SAML } from '@node-saml/node-saml';
import type { UserPoolRecord } from '../state.ts';
import type { SamlMetadata } from './saml-metadata.ts';

/** A user pool as an identity provider sees it. */
export interface ServiceProvider {
  readonly entityId: string;
  readonly consumerUrl: string;
  readonly logoutUrl: string;
}

export function serviceProvider({ id }: UserPoolRecord, hostedUrl: string): ServiceProvider {
  return {
    entityId: `urn:amazon:cognito:sp:${id}`,
    consumerUrl: `${hostedUrl}/saml2/idpresponse`,
    logoutUrl: `${hostedUrl}/saml2/logout`,
  };
}

/** The library for one request or one response: `requestId` is the only request that a response may answer. */
export async function samlOf(
  { entityId, consumerUrl, logoutUrl }: ServiceProvider,
  metadata: SamlMetadata,
  requestId: string | undefined,
): Promise<SAML> {
  // It takes half a second to load, which most clouds never need.
  const { SAML, ValidateInResponseTo } = await import('@node-saml/node-saml');
  return new SAML({
    issuer: entityId,
    audience: entityId,
    callbackUrl: consumerUrl,
    entryPoint: metadata.signInUrl,
    logoutUrl: metadata.signOutUrl ?? metadata.signInUrl,
    logoutCallbackUrl: logoutUrl,
    idpCert: [...metadata.certificates],
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
    signatureAlgorithm: 'sha256',
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    acceptedClockSkewMs: allowedSkewMs,
    validateInResponseTo: requestId === undefined ? ValidateInResponseTo.never : ValidateInResponseTo.always,
    cacheProvider: onlyRequest(requestId),
    ...(requestId !== undefined && { generateUniqueId: () => requestId }),
  });
}

/** Clocks of identity providers differ a little. */
export const allowedSkewMs = 5000;

function onlyRequest(requestId: string | undefined): CacheProvider {
  const createdAt = Date.now();
  const known = (key: string | null) => (key === requestId ? new Date(createdAt).toISOString() : null);
  return {
    saveAsync: async (_key, value) => ({ value, createdAt }),
    getAsync: async (key) => known(key),
    removeAsync: async (key) => known(key),
  };
}
