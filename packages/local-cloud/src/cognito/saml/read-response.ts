import type { SamlMetadata } from './saml-metadata.ts';
import { parseXml } from './saml-metadata.ts';
import { allowedSkewMs, type ServiceProvider, samlOf } from './service-provider.ts';

/** The person whom an identity provider names. */
export interface SamlSubject {
  readonly nameId: string;
  readonly nameIdFormat: string;
  readonly sessionIndex: string | undefined;
  readonly attributes: ReadonlyMap<string, string>;
  readonly assertionId: string;
  /** Milliseconds since 1970: until then the same assertion could come again. */
  readonly expires: number;
}

/** Why a response is refused, for the app's `error_description`. */
export class SamlRefusal extends Error {}

export interface ExpectedResponse {
  readonly provider: ServiceProvider;
  readonly metadata: SamlMetadata;
  /** The id of the request; `undefined` where the identity provider began the sign-in. */
  readonly requestId: string | undefined;
  readonly now: number;
}

const assertions = 'urn:oasis:names:tc:SAML:2.0:assertion';
const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
const signatures = 'http://www.w3.org/2000/09/xmldsig#';
const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

/** Nothing with SHA-1, nothing by a shared secret, and no transform that chooses parts of the document. */
const allowedAlgorithms: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  ...['rsa-sha256', 'rsa-sha384', 'rsa-sha512'].map(
    (name) => `http://www.w3.org/2001/04/xmldsig-more#${name}`,
  ),
  'http://www.w3.org/2001/04/xmldsig-more#sha384',
  ...['sha256', 'sha512'].map((name) => `http://www.w3.org/2001/04/xmlenc#${name}`),
]);
const algorithmElements = ['CanonicalizationMethod', 'SignatureMethod', 'DigestMethod', 'Transform'];

/**
 * The subject of a response (base64). The library verifies signature, audience and times; everything else that makes an
 * assertion one for this pool, now, is checked here: before it what the document says at all, after it what was signed.
 */
export async function readSamlResponse(encoded: string, expected: ExpectedResponse): Promise<SamlSubject> {
  if (!/^[A-Za-z0-9+/\s]+=*\s*$/.test(encoded)) throw refused('it is not base64');
  const xml = Buffer.from(encoded, 'base64').toString('utf8');
  checkDocument(parseXml(xml, refused), expected);
  const signed = await signedAssertion(encoded, expected);
  return readAssertion(parseXml(signed, refused).documentElement, expected);
}

function checkDocument(document: Document, { provider, metadata }: ExpectedResponse): void {
  const root = document.documentElement;
  if (root.namespaceURI !== protocol || root.localName !== 'Response') throw refused('it is no Response');
  const all = Array.from(document.getElementsByTagName('*'));
  const found = all.filter(({ localName }) => localName === 'Assertion');
  if (all.some(({ localName }) => localName === 'EncryptedAssertion')) throw refused('it is encrypted');
  if (found.length !== 1 || found[0]?.parentNode !== root || found[0].namespaceURI !== assertions) {
    throw refused('expected one Assertion in the Response');
  }
  const ids = all.flatMap((element) => idOf(element) ?? []);
  if (new Set(ids).size < ids.length) throw refused('two elements have the same ID');
  for (const element of all) {
    const isMethod = element.namespaceURI === signatures && algorithmElements.includes(element.localName);
    const algorithm = element.getAttribute('Algorithm') ?? '';
    if (isMethod && !allowedAlgorithms.has(algorithm))
      throw refused(`the algorithm ${algorithm} is not allowed`);
  }
  const status = only(only(root, protocol, 'Status'), protocol, 'StatusCode').getAttribute('Value');
  if (status !== success) throw refused(`its status is ${status}`);
  const destination = root.getAttribute('Destination');
  if (destination && destination !== provider.consumerUrl) throw refused('it has another Destination');
  const issuer = childrenOf(root, assertions, 'Issuer')[0];
  if (issuer && textOf(issuer) !== metadata.entityId) throw refused('it has another Issuer');
}

/** The assertion as it was signed, by the library. */
async function signedAssertion(encoded: string, expected: ExpectedResponse): Promise<string> {
  const saml = await samlOf(expected.provider, expected.metadata, expected.requestId);
  try {
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: encoded });
    const xml = profile?.getAssertionXml?.();
    if (xml) return xml;
  } catch (error) {
    const { message } = error as Error;
    if (/signature/i.test(message))
      throw new SamlRefusal(`${processing}: SAML Assertion signature is invalid`);
    throw refused(message);
  }
  throw refused('it has no signed assertion');
}

function readAssertion(assertion: Element, expected: ExpectedResponse): SamlSubject {
  const { provider, metadata, requestId, now } = expected;
  if (assertion.namespaceURI !== assertions || assertion.localName !== 'Assertion')
    throw refused('no Assertion is signed');
  if (textOf(only(assertion, assertions, 'Issuer')) !== metadata.entityId)
    throw refused('the assertion has another Issuer');
  const conditions = only(assertion, assertions, 'Conditions');
  const expires = requireTime(conditions, now);
  const audiences = childrenOf(conditions, assertions, 'AudienceRestriction').map((restriction) =>
    childrenOf(restriction, assertions, 'Audience').map(textOf),
  );
  if (audiences.length === 0 || audiences.some((names) => !names.includes(provider.entityId))) {
    throw refused('the assertion has another Audience');
  }
  const subject = only(assertion, assertions, 'Subject');
  const confirmations = childrenOf(subject, assertions, 'SubjectConfirmation');
  if (!confirmations.some((confirmation) => isFor(confirmation, provider, requestId, now))) {
    throw refused(
      'the assertion is confirmed for nobody here: its Recipient, InResponseTo or time is another',
    );
  }
  const nameId = only(subject, assertions, 'NameID');
  if (textOf(nameId) === '') throw refused('the NameID is empty');
  const id = assertion.getAttribute('ID') ?? '';
  if (id === '') throw refused('the assertion has no ID');
  const statement = childrenOf(assertion, assertions, 'AuthnStatement')[0];
  return {
    nameId: textOf(nameId),
    nameIdFormat: nameId.getAttribute('Format') ?? '',
    sessionIndex: statement?.getAttribute('SessionIndex') || undefined,
    attributes: attributesOf(assertion),
    assertionId: id,
    expires,
  };
}

function isFor(
  confirmation: Element,
  { consumerUrl }: ServiceProvider,
  requestId: string | undefined,
  now: number,
): boolean {
  const [data, ...others] = childrenOf(confirmation, assertions, 'SubjectConfirmationData');
  if (confirmation.getAttribute('Method') !== bearer || !data || others.length > 0) return false;
  const end = Date.parse(data.getAttribute('NotOnOrAfter') ?? '');
  const answered = data.getAttribute('InResponseTo') || undefined;
  return (
    data.getAttribute('Recipient') === consumerUrl && now < end + allowedSkewMs && answered === requestId
  );
}

/** Its end, in milliseconds since 1970. An assertion without an end would be good for ever. */
function requireTime(conditions: Element, now: number): number {
  const end = Date.parse(conditions.getAttribute('NotOnOrAfter') ?? '');
  const start = conditions.getAttribute('NotBefore');
  if (!(now < end + allowedSkewMs)) throw refused('the assertion has expired, or has no NotOnOrAfter');
  if (start && !(Date.parse(start) - allowedSkewMs <= now)) throw refused('the assertion is not valid yet');
  return end + allowedSkewMs;
}

/** Several values of one attribute become a list in brackets, as on AWS. */
function attributesOf(assertion: Element): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const statement of childrenOf(assertion, assertions, 'AttributeStatement')) {
    for (const attribute of childrenOf(statement, assertions, 'Attribute')) {
      const values = childrenOf(attribute, assertions, 'AttributeValue').map(textOf);
      const [first = ''] = values;
      attributes.set(
        attribute.getAttribute('Name') ?? '',
        values.length > 1 ? `[${values.join(',')}]` : first,
      );
    }
  }
  return attributes;
}

function idOf(element: Element): string | undefined {
  return Array.from(element.attributes).find(({ name }) => name.toLowerCase() === 'id')?.value;
}

function childrenOf(parent: Element, namespace: string, name: string): Element[] {
  return Array.from(parent.childNodes).filter(
    (node): node is Element =>
      node.nodeType === 1 &&
      (node as Element).namespaceURI === namespace &&
      (node as Element).localName === name,
  );
}

function only(parent: Element, namespace: string, name: string): Element {
  const [first, ...others] = childrenOf(parent, namespace, name);
  if (!first || others.length > 0) throw refused(`expected one ${name} in ${parent.localName}`);
  return first;
}

function textOf(element: Element): string {
  return (element.textContent ?? '').trim();
}

const processing = 'Error in SAML response processing';

function refused(reason: string): SamlRefusal {
  return new SamlRefusal(`Invalid SAML response received: ${reason}`);
}
