import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Gateways } from '../apigateway/gateways.ts';
import { BudgetExceeded, type Lease } from '../aws/body-budget.ts';
import { announcesBody, BodyTooLarge, receiveBody } from '../aws/receive-body.ts';
import { mayBePage, sandboxPolicy } from '../aws/sandbox.ts';
import type { AwsRequest, AwsResponse, RequestHead, Service } from '../aws/service.ts';
import { ServiceError } from '../aws/service-error.ts';
import { authenticate } from '../aws/sigv4/authenticate.ts';
import type { SignedRequest } from '../aws/sigv4/canonical-request.ts';
import { type Signature, signatureOf } from '../aws/sigv4/signature.ts';
import type { Signer } from '../aws/sigv4/verify-signature.ts';
import { fromWire } from '../aws/wire-text.ts';
import {
  type CustomResponses,
  customResponsePath,
  maxResponseBytes,
} from '../cloudformation/custom-resources/custom-responses.ts';
import { hostedServiceName, isHostedHost } from '../cognito/oauth/hosted-names.ts';
import { chooseService } from './choose-service.ts';
import { type DeliveredMessages, inboxPage } from './inbox-page.ts';
import { landingPagePolicy } from './landing-page-script.ts';
import { isBucketHost, isForeignHost } from './local-names.ts';
import type { NamedApi } from './named-apis.ts';
import { takesForeignForm } from './page-doors.ts';
import { corsHeaders, forbidden, foreignPage, isPreflight, refusalOfPage } from './page-guard.ts';
import type { RecentRequest } from './recent-requests.ts';
import { sendResponse } from './send-response.ts';
import { isNavigation, type Sender, senderOf } from './sender.ts';
import { serviceNotOffered } from './service-not-offered.ts';

export interface EdgeOptions {
  readonly gateways: Pick<Gateways, 'hasDomain' | 'serve'>;
  /** The URLs of functions: a response, or `undefined` for any other request. */
  readonly functionUrls: { serve(request: IncomingMessage): Promise<AwsResponse> | undefined };
  /** The global services, and those of the home region. */
  readonly services: readonly Service[];
  readonly regions: ServicesByRegion;
  signerOf(accessKeyId: string): Signer | undefined;
  /** The HTML that a person sees on `/`. A page that calls AWS's APIs sends the token in `x-local-cloud-token`. */
  landingPage(token: string): Promise<string>;
  /** The short URLs of deployed APIs, for tools. */
  namedApis(): readonly NamedApi[];
  /** The last requests to deployed APIs, for the landing page. */
  recentRequests(): readonly RecentRequest[];
  /** What Cognito would have sent by e-mail and SMS. */
  readonly inbox: DeliveredMessages;
  /** What functions report of custom resources. */
  readonly customResponses: Pick<CustomResponses, 'receive'>;
  /** The share of one request in the memory that all bodies together may take. */
  leaseBody(): Lease;
  /** Where bodies wait that are too large for memory. */
  readonly folder: string;
  /** Origins of pages elsewhere that may do what a page of this machine may. */
  readonly allowedOrigins?: readonly string[] | undefined;
}

/** Where a service of the home region has counterparts in others. */
export interface ServicesByRegion {
  /** Throws ServiceError where there are too many regions. */
  inRegion(service: Service, region: string): Service;
  /** The one whose region an unsigned request is for. */
  ownerOf(service: Service, request: AwsRequest): Service;
}

export type Edge = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The one entrance: picks a deployed API, an AWS API or the landing page by what the request itself says. */
export function createEdge(options: EdgeOptions): Edge {
  const { gateways, functionUrls, services, regions, signerOf, landingPage, namedApis } = options;
  const { recentRequests, leaseBody, folder } = options;
  const byName = new Map(services.map((service) => [service.signingName, service]));
  const trusted = {
    token: randomBytes(32).toString('base64url'),
    allowedOrigins: new Set(options.allowedOrigins),
  };

  async function respond(request: IncomingMessage, sender: Sender, target: Target): Promise<AwsResponse> {
    const { method = 'GET', headers } = request;
    const { path, rawQuery } = target;
    const isHosted = chooseService(headers, path) === hostedServiceName;
    const signature = isHosted ? undefined : signatureOf(headers.authorization, rawQuery);
    const isOwnHost = !isBucketHost(headers.host) && !isHostedHost(headers.host);
    if (isOwnHost && path === '/' && method === 'GET' && !signature && !rawQuery)
      return page(await landingPage(trusted.token));
    if (sender === 'foreign' && !isHosted) return forbidden(foreignPage(headers.origin));
    if (isOwnHost && path === '/_localstack/health') return health(byName.keys());
    if (isOwnHost && path.startsWith('/_cloud/inbox')) return inbox(sender, target, headers.origin);
    if (isOwnHost && method === 'PUT' && sender === 'program' && path.startsWith(customResponsePath))
      return customResponse(request, path);
    if (isOwnHost && path === '/_local-cloud/apis') return json(200, { apis: namedApis() });
    // They hold what clients sent and functions wrote.
    if (isOwnHost && path === '/_local-cloud/requests' && (sender === 'own' || sender === 'program'))
      return json(200, { requests: recentRequests() });
    const signed = typeof signature === 'object' ? signature : undefined;
    const name = signed?.service ?? chooseService(headers, path);
    const service = byName.get(name);
    if (!service) return serviceNotOffered(name, headers);
    const claimed = signed && signerOf(signed.accessKeyId)?.caller;
    const refusal = refusalOfPage(sender, service, { method, ...target, headers, signature }, claimed);
    if (refusal) return forbidden(refusal);
    return serve(request, service, { method, ...target, headers, signature });
  }

  /** The path is a secret of the function, so nobody signs such a request. */
  async function customResponse(request: IncomingMessage, path: string): Promise<AwsResponse> {
    const lease = leaseBody();
    try {
      // One byte more than a response may have shows that it is too long.
      const body = await receiveBody(request, maxResponseBytes + 1, lease, folder);
      const isExpected = options.customResponses.receive(path, body);
      return isExpected ? json(200, {}) : json(404, { message: 'Nothing is expected here.' });
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) throw error;
      options.customResponses.receive(path, Buffer.alloc(maxResponseBytes + 1));
      return json(413, { message: error.message });
    } finally {
      lease.release();
    }
  }

  /** Codes sign a user in: no page but those of this cloud may read them. */
  function inbox(sender: Sender, { path, rawQuery }: Target, origin: string | undefined): AwsResponse {
    if (sender === 'local' && (origin !== undefined || path !== '/_cloud/inbox'))
      return forbidden(`The inbox is closed to web pages: ${origin ?? 'a page'} may not read it.`);
    const to = new URLSearchParams(rawQuery).get('to') ?? undefined;
    if (path === '/_cloud/inbox') return page(inboxPage(options.inbox.list(to)));
    if (path === '/_cloud/inbox.json') return json(200, { messages: options.inbox.list(to) });
    return json(404, { message: `Expected /_cloud/inbox or /_cloud/inbox.json, received ${path}.` });
  }

  /** Everything that can be refused without the body is refused before it is read. */
  async function serve(request: IncomingMessage, service: Service, call: SignedCall): Promise<AwsResponse> {
    const { method, path, rawQuery, headers, signature } = call;
    const ids = { method, path, headers, requestId: randomUUID() };
    const lease = leaseBody();
    try {
      const signed = typeof signature === 'object' ? signature : undefined;
      if (signed) requirePlace(service, signed, rawQuery);
      const covered = { method, path, rawQuery, headers: signedHeaders(request) };
      const sender = authenticate(service, covered, signature, signerOf);
      const inRegion = () => (signed ? regions.inRegion(service, signed.region) : service);
      const query = new URLSearchParams(rawQuery);
      const head: RequestHead = { ...ids, rawQuery, query, caller: sender?.caller };
      // A signature that does not hold makes no region.
      const limiting = sender?.isVerified ? inRegion() : service;
      const limit = announcesBody(request) ? (limiting.bodyLimit?.(head) ?? limiting.maxBodyBytes) : 0;
      const body = await receiveBody(request, limit, lease, folder);
      sender?.verifyBody(body);
      const whole = { ...head, body };
      return await (sender ? inRegion() : regions.ownerOf(service, whole)).handle(whole);
    } catch (error) {
      return service.refuse(ids, refusalOfBody(service, error));
    } finally {
      lease.release();
    }
  }

  return async function handle(request, response) {
    const { headers, url = '/' } = request;
    if (hasTwoHosts(request)) return sendResponse(request, response, json(400, { message: 'Bad Request' }));
    if (isForeignHost(headers.host) && !gateways.hasDomain(headers.host))
      return sendResponse(request, response, forbidden(foreignHost(headers.host)));
    const sender = senderOf(request, trusted);
    const isOpen = isNavigation(request) || takesForeignForm(request);
    if (sender === 'foreign' && !isOpen)
      return sendResponse(request, response, forbidden(foreignPage(headers.origin)));
    const served = gateways.serve(request, response);
    if (served) return served;
    const fromFunction = functionUrls.serve(request);
    if (fromFunction) return sendResponse(request, response, await fromFunction);
    const mark = url.indexOf('?');
    const target =
      mark < 0 ? { path: url, rawQuery: '' } : { path: url.slice(0, mark), rawQuery: url.slice(mark + 1) };
    // Buckets have rules of their own for pages. A call of another service may be on its way to `/` as well.
    const isS3 = target.path !== '/' && chooseService(headers, target.path) === 's3';
    const cors = isS3 || sender !== 'local' ? {} : corsHeaders(headers);
    if (isPreflight(request) && !isS3) return sendResponse(request, response, { status: 204, headers: cors });
    const { headers: given, ...rest } = await respond(request, sender, target);
    const all = { ...cors, ...given, ...(isS3 && sandboxOf(headers.host, given)) };
    sendResponse(request, response, { ...rest, headers: all });
  };
}

interface Target {
  /** Still percent-encoded, without the query. */
  readonly path: string;
  readonly rawQuery: string;
}

interface SignedCall extends Target {
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  readonly signature: Signature | 'malformed' | undefined;
}

/**
 * A signature in the query makes a link a call. AWS takes it for every service; here only where its users need it
 * (S3, deployed APIs, and the proof of identity that other systems take).
 */
function requirePlace({ signingName }: Service, { place }: Signature, rawQuery: string): void {
  if (place === 'header' || signingName === 's3') return;
  if (signingName === 'sts' && new URLSearchParams(rawQuery).get('Action') === 'GetCallerIdentity') return;
  const message = `Expected the signature of a call of ${signingName} in the Authorization header, received it in the query. Only S3, deployed APIs and sts:GetCallerIdentity take it there.`;
  throw new ServiceError('MissingAuthenticationToken', message, 403);
}

function refusalOfBody(service: Service, error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof BudgetExceeded)
    return new ServiceError(
      service.signingName === 's3' ? 'SlowDown' : 'ServiceUnavailable',
      error.message,
      503,
    );
  if (!(error instanceof BodyTooLarge)) throw error;
  return service.tooLarge?.(error) ?? new ServiceError('RequestEntityTooLargeException', error.message, 413);
}

/** An object under a path of this cloud's host could be a page of the cloud. */
function sandboxOf(host: string | undefined, headers: AwsResponse['headers'] = {}): Record<string, string> {
  const isPage = !isBucketHost(host) && mayBePage(headers['content-type']?.toString());
  return isPage ? { 'content-security-policy': sandboxPolicy } : {};
}

/** Clients sign the text of a header, whose bytes Node reads as Latin-1. */
function signedHeaders({ headersDistinct }: IncomingMessage): SignedRequest['headers'] {
  const entries = Object.entries(headersDistinct).map(([name, values]) => [name, values?.map(fromWire)]);
  return Object.fromEntries(entries);
}

/** A proxy in front of this cloud may have used the other one. */
function hasTwoHosts({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts > 1;
}

function page(html: string): AwsResponse {
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // It holds a secret: no page of another origin may keep it, frame it or open it to look inside.
      'cache-control': 'no-store',
      'content-security-policy': landingPagePolicy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    },
    body: html,
  };
}

function json(status: number, value: object): AwsResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** The URL that LocalStack's clients wait on. */
function health(names: Iterable<string>): AwsResponse {
  return json(200, { services: Object.fromEntries([...names].map((name) => [name, 'running'])) });
}

function foreignHost(host: string | undefined): string {
  return `Expected a name of this machine for Host, received ${host}.`;
}
