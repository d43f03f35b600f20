import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import { demoUsers } from './demo-users.ts';
import { metadata } from './metadata.ts';
import { errorPage, pagePolicy, responsePage, type SignIn, userPage } from './pages.ts';
import { readSamlRequest } from './saml-request.ts';
import { logoutResponse, samlResponse } from './saml-response.ts';
import { createSigningKey, type SigningKey } from './signing-key.ts';

export interface DemoIdentityProviderOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
}

export interface DemoIdentityProvider {
  /** `http://localhost:<port>` */
  readonly url: string;
  /** What `MetadataURL` of a SAML provider names. */
  readonly metadataUrl: string;
  readonly entityId: string;
  readonly key: SigningKey;
  stop(): Promise<void>;
}

/** Starts an identity provider on the loopback interface, with a key of its own: anybody on this machine signs in. */
export async function createDemoIdentityProvider(
  options: DemoIdentityProviderOptions = {},
): Promise<DemoIdentityProvider> {
  const key = await createSigningKey();
  const logoutUrls = new Map<string, string>();
  const server = createServer((request, response) => {
    respond(request, response, { url, key, logoutUrls }).catch((error: Error) =>
      send(response, 400, errorPage(error.message)),
    );
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    metadataUrl: `${url}/metadata`,
    entityId: `${url}/metadata`,
    key,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Provider {
  readonly url: string;
  readonly key: SigningKey;
  /** Where service providers are sent back to after a sign-out, by entity id. */
  readonly logoutUrls: Map<string, string>;
}

const maxServiceProviders = 100;
const maxBodyBytes = 64 * 1024;

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  provider: Provider,
): Promise<void> {
  if (!isFromHere(request, provider.url))
    return send(response, 403, errorPage(`Expected a request to ${provider.url}, from its own pages.`));
  const { pathname, searchParams } = new URL(request.url ?? '/', provider.url);
  const route = `${request.method} ${pathname}`;
  if (route === 'GET /metadata')
    return send(
      response,
      200,
      metadata(provider.url, provider.key.certificate),
      'application/samlmetadata+xml',
    );
  if (route === 'GET /sign-in') return send(response, 200, userPage(readSignIn(searchParams)));
  if (route === 'POST /sign-in') return send(response, 200, signIn(provider, await formOf(request)));
  if (route === 'GET /sign-out') return signOut(provider, searchParams, response);
  send(response, 404, errorPage('Expected /metadata, /sign-in or /sign-out.'));
}

/** A page of the web reads no assertion under a name of its own that leads here, and sends no form for the user. */
function isFromHere({ headers: { host, origin } }: IncomingMessage, url: string): boolean {
  const own = new URL(url).host;
  const hosts = [own, own.replace('localhost', '127.0.0.1')];
  return hosts.includes(host ?? '') && (origin === undefined || origin === `http://${host}`);
}

/** From a request of a service provider, or, where this provider begins, from `acs` and `audience`. */
function readSignIn(query: URLSearchParams): SignIn {
  const relayState = query.get('RelayState') ?? '';
  const encoded = query.get('SAMLRequest');
  if (encoded === null) {
    const consumerUrl = localUrl(query.get('acs') ?? '');
    return { consumerUrl, audience: query.get('audience') ?? '', requestId: '', relayState };
  }
  const { kind, id, issuer, consumerUrl } = readSamlRequest(encoded);
  if (kind !== 'AuthnRequest') throw new Error(`Expected an AuthnRequest, received a ${kind}.`);
  return { consumerUrl: localUrl(consumerUrl), audience: issuer, requestId: id, relayState };
}

function signIn({ url, key, logoutUrls }: Provider, form: URLSearchParams): string {
  const user = demoUsers.find(({ nameId }) => nameId === form.get('user'));
  if (!user) throw new Error(`Expected one of the demo's users, received ${form.get('user')}.`);
  const consumerUrl = localUrl(form.get('consumerUrl') ?? '');
  const audience = form.get('audience') ?? '';
  // A request to sign out does not say where to go back to. User pools have it beside the other URL.
  if (logoutUrls.size < maxServiceProviders)
    logoutUrls.set(audience, new URL('/saml2/logout', consumerUrl).href);
  const response = samlResponse(
    {
      ...user,
      issuer: `${url}/metadata`,
      consumerUrl,
      audience,
      inResponseTo: form.get('requestId') || undefined,
      now: Date.now(),
    },
    key,
  );
  return responsePage(consumerUrl, {
    SAMLResponse: Buffer.from(response).toString('base64'),
    RelayState: form.get('relayState') ?? '',
  });
}

/** There is no session to end: the browser goes back to the service provider. */
function signOut({ url, logoutUrls }: Provider, query: URLSearchParams, response: ServerResponse): void {
  const { kind, id, issuer } = readSamlRequest(query.get('SAMLRequest') ?? '');
  const logoutUrl = logoutUrls.get(issuer);
  if (kind !== 'LogoutRequest' || !logoutUrl) {
    throw new Error(
      `Expected a LogoutRequest of somebody who has signed in here, received an ${kind} of ${issuer}.`,
    );
  }
  const back = new URL(logoutUrl);
  back.searchParams.set(
    'SAMLResponse',
    deflateRawSync(logoutResponse(`${url}/metadata`, id)).toString('base64'),
  );
  back.searchParams.set('RelayState', query.get('RelayState') ?? '');
  response.writeHead(302, { location: back.href }).end();
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  if (Number(request.headers['content-length'] ?? Number.NaN) <= maxBodyBytes) {
    return new URLSearchParams(await text(request));
  }
  throw new Error(`Expected a form of at most ${maxBodyBytes} bytes.`);
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  type = 'text/html; charset=utf-8',
): void {
  const headers = {
    'content-type': type,
    'cache-control': 'no-store',
    'content-security-policy': pagePolicy,
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  };
  response.writeHead(status, headers).end(body);
}

/** Assertions are for service providers on this machine alone. */
function localUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (
    url?.protocol === 'http:' &&
    /^(?:(?:[a-z0-9_-]+\.)*localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)
  )
    return value;
  throw new Error(`Expected an http URL of this machine, received ${value}.`);
}
