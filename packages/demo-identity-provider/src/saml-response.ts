import { randomUUID } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { escapeXml } from './escape-xml.ts';
import type { SigningKey } from './signing-key.ts';

export interface ResponseContent {
  /** The entity id of this identity provider. */
  readonly issuer: string;
  /** Where the browser takes the response. */
  readonly consumerUrl: string;
  /** The entity id of the service provider. */
  readonly audience: string;
  /** The id of the request; `undefined` where this identity provider begins. */
  readonly inResponseTo: string | undefined;
  readonly nameId: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const lifetimeMs = 5 * 60_000;
const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** A SAML response with one signed assertion, as XML. */
export function samlResponse(content: ResponseContent, key: SigningKey): string {
  const { issuer, consumerUrl, now } = content;
  const assertion = signAssertion(assertionOf(content), key);
  return (
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"` +
    ` ID="_${randomUUID()}" Version="2.0" IssueInstant="${iso(now)}" Destination="${escapeXml(consumerUrl)}"${requestOf(content)}>` +
    `<saml:Issuer>${escapeXml(issuer)}</saml:Issuer>` +
    `<samlp:Status><samlp:StatusCode Value="${success}"/></samlp:Status>${assertion}</samlp:Response>`
  );
}

/** Without a signature: it says no more than that the browser may go on. */
export function logoutResponse(issuer: string, inResponseTo: string): string {
  return (
    `<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"` +
    ` ID="_${randomUUID()}" Version="2.0" IssueInstant="${iso(Date.now())}" InResponseTo="${escapeXml(inResponseTo)}">` +
    `<saml:Issuer>${escapeXml(issuer)}</saml:Issuer>` +
    `<samlp:Status><samlp:StatusCode Value="${success}"/></samlp:Status></samlp:LogoutResponse>`
  );
}

/** The assertion with an enveloped signature after its issuer. */
export function signAssertion(assertion: string, { privateKey, certificate }: SigningKey): string {
  const signature = new SignedXml({
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
    getKeyInfoContent: () => `<X509Data><X509Certificate>${certificate}</X509Certificate></X509Data>`,
  });
  signature.addReference({
    xpath: "/*[local-name(.)='Assertion']",
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: [
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ],
  });
  const reference = "/*[local-name(.)='Assertion']/*[local-name(.)='Issuer']";
  signature.computeSignature(assertion, { location: { reference, action: 'after' } });
  return signature.getSignedXml();
}

function assertionOf(content: ResponseContent): string {
  const { issuer, consumerUrl, audience, nameId, now } = content;
  const end = iso(now + lifetimeMs);
  return (
    `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_${randomUUID()}" Version="2.0" IssueInstant="${iso(now)}">` +
    `<saml:Issuer>${escapeXml(issuer)}</saml:Issuer>` +
    `<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">${escapeXml(nameId)}</saml:NameID>` +
    `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">` +
    `<saml:SubjectConfirmationData NotOnOrAfter="${end}" Recipient="${escapeXml(consumerUrl)}"${requestOf(content)}/>` +
    `</saml:SubjectConfirmation></saml:Subject>` +
    `<saml:Conditions NotBefore="${iso(now - 1000)}" NotOnOrAfter="${end}">` +
    `<saml:AudienceRestriction><saml:Audience>${escapeXml(audience)}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
    `<saml:AuthnStatement AuthnInstant="${iso(now)}" SessionIndex="_${randomUUID()}"><saml:AuthnContext>` +
    `<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef>` +
    `</saml:AuthnContext></saml:AuthnStatement>` +
    `<saml:AttributeStatement>${attributesOf(content)}</saml:AttributeStatement></saml:Assertion>`
  );
}

function attributesOf({ attributes }: ResponseContent): string {
  return Object.entries(attributes)
    .map(([name, values]) => {
      const shown = values.map((value) => `<saml:AttributeValue>${escapeXml(value)}</saml:AttributeValue>`);
      return `<saml:Attribute Name="${escapeXml(name)}">${shown.join('')}</saml:Attribute>`;
    })
    .join('');
}

function requestOf({ inResponseTo }: ResponseContent): string {
  return inResponseTo === undefined ? '' : ` InResponseTo="${escapeXml(inResponseTo)}"`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
