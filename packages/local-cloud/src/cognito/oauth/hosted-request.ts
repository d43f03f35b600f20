import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AwsRequest, AwsResponse } from '../../aws/service.ts';
import type { CognitoState, DomainRecord } from '../state.ts';

/** A request to the domain of a user pool. */
export interface HostedRequest {
  readonly state: CognitoState;
  readonly domain: DomainRecord;
  /** `http://<prefix>.auth.localhost:<port>` */
  readonly url: string;
  readonly query: URLSearchParams;
  /** The fields of a form; none for another kind of body. */
  readonly form: URLSearchParams;
  readonly headers: AwsRequest['headers'];
}

/** What ends a request early. */
export class Refusal extends Error {
  readonly response: AwsResponse;
  constructor(response: AwsResponse) {
    super('A request to a hosted domain was refused.');
    this.response = response;
  }
}

/** The URL of a domain, from that of the cloud. */
export function hostedUrl(prefix: string, cloudUrl: string): string {
  const { port } = new URL(cloudUrl);
  return `http://${prefix}.auth.localhost${port && `:${port}`}`;
}

export function formOf({ headers, body }: Pick<AwsRequest, 'headers' | 'body'>): URLSearchParams {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');
  return new URLSearchParams(isForm ? body.toString('utf8') : '');
}

/** A parameter that is given twice. Anyone can send thousands of parameters, so each name is checked once. */
export function repeatedName(parameters: URLSearchParams): string | undefined {
  const seen = new Set<string>();
  for (const name of parameters.keys()) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}

export function cookieOf({ headers }: Pick<HostedRequest, 'headers'>, name: string): string | undefined {
  for (const pair of (headers.cookie ?? '').split(/;\s*/)) {
    const mark = pair.indexOf('=');
    if (pair.slice(0, mark) === name) return pair.slice(mark + 1);
  }
  return undefined;
}

/** Lax: a link from an app finds the session, a form of another site does not. */
export function cookie(name: string, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax`;
}

const csrfCookie = 'XSRF-TOKEN';

/** What every form carries, so that no other site can send it: it goes with a cookie that only this browser has. */
export interface CsrfToken {
  readonly field: string;
  readonly cookies: readonly string[];
}

export function csrfToken(request: HostedRequest): CsrfToken {
  const known = cookieOf(request, csrfCookie);
  const secret = known && /^[\w-]{43}$/.test(known) ? known : randomBytes(32).toString('base64url');
  return { field: csrfField(request, secret), cookies: [cookie(csrfCookie, secret, 3600)] };
}

export function hasCsrfToken(request: HostedRequest): boolean {
  const secret = cookieOf(request, csrfCookie);
  if (!secret) return false;
  const [given, expected] = [request.form.get('_csrf') ?? '', csrfField(request, secret)].map(Buffer.from);
  return given !== undefined && expected?.length === given.length && timingSafeEqual(given, expected);
}

function csrfField({ state, domain }: HostedRequest, secret: string): string {
  return createHmac('sha256', state.secret)
    .update(JSON.stringify(['csrf', domain.pool.id, secret]))
    .digest('base64url');
}
