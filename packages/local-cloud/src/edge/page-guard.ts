import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { AwsResponse, Caller, Service } from '../aws/service.ts';
import { isBucketHost } from './local-names.ts';
import { opensToEveryPage, type PageRequest, pageDoors } from './page-doors.ts';
import type { Sender } from './sender.ts';

/**
 * Why a web page may not send this request to an AWS API; `undefined` where it may. The key pair `test`/`test` is
 * known to everybody, so a valid signature says nothing about the page.
 */
export function refusalOfPage(
  sender: Sender,
  service: Pick<Service, 'signingName'>,
  request: PageRequest,
  caller: Caller | undefined,
): string | undefined {
  const { host, origin, referer } = request.headers;
  const isS3 = service.signingName === 's3';
  // A bucket's pages share its origin. Where browsers send no Sec-Fetch-Site, the host is all that is known of them.
  if (isBucketHost(host) && !isS3) return `Expected a request to S3 for the host ${host}.`;
  if (sender === 'program' || sender === 'own') return undefined;
  const page = origin ?? referer ?? 'another site';
  if (sender === 'foreign') return opensToEveryPage(request) ? undefined : foreignPage(page);
  if (caller?.cognitoIdentity || pageDoors[service.signingName]?.(request)) return undefined;
  return `AWS's APIs are closed to web pages here, except what AWS made for pages: ${page} may not call ${service.signingName} like this.`;
}

export function foreignPage(page: string | undefined): string {
  return `The page ${page ?? 'of another site'} is not of this machine. Start the cloud with --allow-origin ORIGIN to let pages of that origin call deployed APIs.`;
}

export function forbidden(message: string): AwsResponse {
  return {
    status: 403,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message }),
  };
}

/** Pages on this machine may call AWS's APIs; foreign origins were turned away before. */
export function corsHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const { origin } = headers;
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    'access-control-expose-headers': 'etag, x-amz-request-id, x-amzn-errortype, x-amzn-requestid',
    'access-control-max-age': '600',
    vary: 'Origin',
  };
}

export function isPreflight(request: IncomingMessage): boolean {
  return (
    request.method === 'OPTIONS' &&
    request.headers.origin !== undefined &&
    request.headers['access-control-request-method'] !== undefined
  );
}
