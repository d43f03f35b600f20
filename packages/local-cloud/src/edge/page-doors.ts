import type { IncomingHttpHeaders } from 'node:http';
import type { Signature } from '../aws/sigv4/signature.ts';
import { isClientOperation } from '../cognito/cognito.ts';
import { isDocumentRequest } from '../cognito/documents.ts';
import { isIdentityOperation } from '../cognito/identity-pools/identity-pools.ts';
import {
  hostedServiceName,
  isEndpoint,
  takesEveryForm,
  takesEveryLink,
} from '../cognito/oauth/hosted-names.ts';
import { s3Target } from '../s3/rest/request-target.ts';

/** A request to an AWS API, before its body is read. */
export interface PageRequest {
  readonly method: string;
  readonly path: string;
  readonly rawQuery: string;
  readonly headers: IncomingHttpHeaders;
  readonly signature: Signature | 'malformed' | undefined;
}

/**
 * What AWS made for web pages, by the signing name of the service: pages of this machine may send these requests,
 * with CORS, and no others. A service that has operations for pages puts its rule here.
 */
export const pageDoors: Readonly<Record<string, (request: PageRequest) => boolean>> = {
  // Objects that are public or presigned, and those that a CORS rule of the bucket opens.
  s3: ({ headers, path, signature }) => {
    const { key } = s3Target(headers.host, path);
    const isSignedByHeader = signature === 'malformed' || signature?.place === 'header';
    return key !== undefined && (!isSignedByHeader || hasPassedPreflight(headers));
  },
  // What an app calls to sign its users in, and the documents that verify tokens.
  'cognito-idp': (request) =>
    request.signature === undefined &&
    (isDocumentRequest(request) ||
      (request.method === 'POST' && isClientOperation(request.headers['x-amz-target']))),
  'cognito-identity': ({ method, headers, signature }) =>
    signature === undefined && method === 'POST' && isIdentityOperation(headers['x-amz-target']),
  // Nothing but AssumeRoleWithWebIdentity goes without a signature, and that wants a token.
  sts: ({ method, signature }) => signature === undefined && method === 'POST',
  // The pages on which people sign in: links lead to them, and only they send their own forms.
  [hostedServiceName]: (request) =>
    isReading(request) || isEndpoint(request.path) || takesForeignForm(request) || isOfOwnPage(request),
};

/** Sign-in pages are open to every page of the web: an app's link, and an identity provider's form. */
export function opensToEveryPage(request: PageRequest): boolean {
  const isLink = isReading(request) && takesEveryLink(request.headers.host, request.path);
  return isLink || takesForeignForm(request);
}

/** Before the query of its URL is cut off or after. */
export function takesForeignForm({
  method,
  headers,
  ...target
}: {
  readonly method?: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly path?: string;
  readonly url?: string | undefined;
}): boolean {
  const path = target.path ?? target.url?.split('?', 1)[0];
  return method === 'POST' && takesEveryForm(headers.host, String(path));
}

function isReading({ method }: PageRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function isOfOwnPage({ headers: { origin, host } }: PageRequest): boolean {
  const page = hostOf(origin);
  return page !== undefined && page === host?.toLowerCase();
}

/** A page of another origin may send an `Authorization` header only after a preflight, to which S3 applies the bucket's rules. */
function hasPassedPreflight({ origin, host }: IncomingHttpHeaders): boolean {
  const page = hostOf(origin);
  return page !== undefined && page !== host?.toLowerCase();
}

/** The host of a page's origin; a page may hide its origin (`null`). */
function hostOf(origin: string | undefined): string | undefined {
  return URL.parse(String(origin))?.host;
}
