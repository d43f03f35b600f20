import { X509Certificate } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { invalidParameter } from '../errors.ts';

/** What an identity provider says about itself. */
export interface SamlMetadata {
  readonly entityId: string;
  /** Where browsers are sent to sign in, and out. */
  readonly signInUrl: string;
  readonly signOutUrl: string | undefined;
  /** Base64 of DER; any of them may have signed. */
  readonly certificates: readonly string[];
}

const protocol = 'urn:oasis:names:tc:SAML:2.0:metadata';
const signatures = 'http://www.w3.org/2000/09/xmldsig#';
const redirectBinding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const maxLength = 100_000;
const maxTags = 6000;

/** Throws what is wrong with a metadata document. */
export function readSamlMetadata(text: string): SamlMetadata {
  const document = parseXml(text, (reason) => invalidParameter(`Invalid SAML metadata: ${reason}.`));
  const descriptors = Array.from(document.getElementsByTagNameNS(protocol, 'IDPSSODescriptor'));
  const [descriptor] = descriptors;
  const entity = descriptor?.parentNode as Element | null | undefined;
  if (!descriptor || descriptors.length > 1 || !entity) throw invalid('expected one IDPSSODescriptor');
  const entityId = entity.getAttribute('entityID') ?? '';
  if (!entityId) throw invalid('expected an entityID');
  const signInUrl = locationOf(descriptor, 'SingleSignOnService');
  if (!signInUrl) throw invalid('expected a SingleSignOnService by HTTP-Redirect');
  return {
    entityId,
    signInUrl,
    signOutUrl: locationOf(descriptor, 'SingleLogoutService'),
    certificates: certificatesOf(descriptor),
  };
}

/** XML without a document type, so that it has no entities. `refuse` makes the error from the reason. */
export function parseXml(text: string, refuse: (reason: string) => Error): Document {
  if (text.length > maxLength) throw refuse(`expected at most ${maxLength} characters`);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw refuse('a document type is not allowed');
  // The parser takes time for each tag and attribute, deep ones most.
  if ((text.match(/[<=]/g)?.length ?? 0) > maxTags) {
    throw refuse(`expected at most ${maxTags} tags and attributes`);
  }
  let problem: string | undefined;
  const note = (message: unknown) => {
    problem ??= `it is not XML (${String(message).split('\n')[0]})`;
  };
  const errorHandler = { warning: note, error: note, fatalError: note };
  let document: Document | undefined;
  try {
    document = new DOMParser({ errorHandler }).parseFromString(text, 'text/xml');
  } catch (error) {
    note(error);
  }
  if (problem !== undefined || !document?.documentElement) throw refuse(problem ?? 'it is not XML');
  return document;
}

function locationOf(descriptor: Element, name: string): string | undefined {
  for (const service of Array.from(descriptor.getElementsByTagNameNS(protocol, name))) {
    const location = service.getAttribute('Location') ?? '';
    if (service.getAttribute('Binding') !== redirectBinding) continue;
    if (!URL.canParse(location) || !/^https?:$/.test(new URL(location).protocol)) {
      throw invalid(`expected a URL of ${name}, received ${location}`);
    }
    return location;
  }
  return undefined;
}

/** Those for signing, and those without a use. */
function certificatesOf(descriptor: Element): string[] {
  const keys = Array.from(descriptor.getElementsByTagNameNS(protocol, 'KeyDescriptor'));
  const signing = keys.filter((key) => ['', 'signing', null].includes(key.getAttribute('use')));
  const found = signing.flatMap((key) =>
    Array.from(key.getElementsByTagNameNS(signatures, 'X509Certificate')),
  );
  const certificates = found.map((element) => (element.textContent ?? '').replace(/\s+/g, ''));
  if (certificates.length === 0) throw invalid('expected an X509Certificate for signing');
  for (const certificate of certificates) requireRsa(certificate);
  return certificates;
}

function requireRsa(certificate: string): void {
  if (certificate.length > 4096) throw invalid('expected certificates of at most 4096 characters');
  try {
    const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'));
    if (publicKey.asymmetricKeyType === 'rsa') return;
  } catch {
    throw invalid('a certificate cannot be read');
  }
  throw invalid('expected certificates of RSA keys');
}

function invalid(reason: string) {
  return invalidParameter(`Invalid SAML metadata: ${reason}.`);
}
