import { inflateRawSync } from 'node:zlib';
import { DOMParser } from '@xmldom/xmldom';

/** What a service provider asks for. */
export interface SamlRequest {
  readonly kind: 'AuthnRequest' | 'LogoutRequest';
  readonly id: string;
  readonly issuer: string;
  /** Where the response goes; empty in a request to sign out. */
  readonly consumerUrl: string;
}

const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
const maxBytes = 100_000;

/** A request by HTTP-Redirect: base64 of deflated XML. Throws a sentence for what is none. */
export function readSamlRequest(encoded: string): SamlRequest {
  const root = parse(inflate(encoded)).documentElement;
  const kind = root.localName;
  if (root.namespaceURI !== protocol || (kind !== 'AuthnRequest' && kind !== 'LogoutRequest')) {
    throw new Error(`Expected an AuthnRequest or a LogoutRequest, received ${kind}.`);
  }
  const issuer = root.getElementsByTagNameNS('urn:oasis:names:tc:SAML:2.0:assertion', 'Issuer')[0];
  return {
    kind,
    id: root.getAttribute('ID') ?? '',
    issuer: issuer?.textContent?.trim() ?? '',
    consumerUrl: root.getAttribute('AssertionConsumerServiceURL') ?? '',
  };
}

function inflate(encoded: string): string {
  try {
    return inflateRawSync(Buffer.from(encoded, 'base64'), { maxOutputLength: maxBytes }).toString('utf8');
  } catch {
    throw new Error('Expected a SAMLRequest of deflated XML in base64.');
  }
}

function parse(xml: string): Document {
  if (/<!DOCTYPE/i.test(xml)) throw new Error('Expected a SAMLRequest without a document type.');
  const fail = () => {
    throw new Error('Expected a SAMLRequest of well-formed XML.');
  };
  const errorHandler = { warning: fail, error: fail, fatalError: fail };
  return new DOMParser({ errorHandler }).parseFromString(xml, 'text/xml');
}
