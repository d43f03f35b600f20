import * as oidc from 'openid-client';
import { isRecord } from '../../aws/is-record.ts';
import { invalidParameter } from '../errors.ts';
import { isOutboundUrl, sendOutbound } from '../federation/outbound.ts';
import { refuseMembers } from '../operations/refuse-members.ts';

/** An OpenID provider, as `ProviderDetails` describe it. */
export interface OidcProvider {
  readonly configuration: oidc.Configuration;
  readonly issuer: string;
  readonly scopes: string;
  /** How the user's attributes are asked for. */
  readonly method: 'GET' | 'POST';
}

type Details = Readonly<Record<string, string>>;

const offered =
  `attributes_request_method attributes_url attributes_url_add_attributes authorize_scopes authorize_url client_id
  client_secret jwks_uri oidc_issuer token_url`.split(/\s+/);
/** As AWS names them, and as OpenID Connect does. */
const endpoints = [
  ['authorize_url', 'authorization_endpoint'],
  ['token_url', 'token_endpoint'],
  ['attributes_url', 'userinfo_endpoint'],
  ['jwks_uri', 'jwks_uri'],
] as const;

/** The provider, whose endpoints are read from its configuration unless the details name them. */
export async function readOidcProvider(details: Details): Promise<OidcProvider> {
  refuseMembers('the ProviderDetails of an OIDC provider', details, offered);
  const issuer = required(details, 'oidc_issuer');
  const method = details.attributes_request_method ?? 'GET';
  if (method !== 'GET' && method !== 'POST') {
    throw invalidParameter(`Expected GET or POST for attributes_request_method, received ${method}.`);
  }
  const given = endpoints.filter(([name]) => details[name] !== undefined);
  const named = Object.fromEntries(given.map(([name, member]) => [member, details[name] ?? '']));
  const server =
    given.length === endpoints.length ? { issuer, ...named } : { ...(await discover(issuer)), ...named };
  for (const [name, member] of endpoints) checkUrl(name, server[member]);
  const secret = details.client_secret;
  const configuration = new oidc.Configuration(
    server,
    required(details, 'client_id'),
    secret === undefined ? {} : { client_secret: secret },
    secret === undefined ? oidc.None() : oidc.ClientSecretPost(secret),
  );
  configuration[oidc.customFetch] = fetchOutbound;
  // Only to this machine: outbound requests elsewhere want https.
  oidc.allowInsecureRequests(configuration);
  oidc.enableNonRepudiationChecks(configuration);
  return { configuration, issuer, scopes: details.authorize_scopes ?? 'openid', method };
}

async function discover(issuer: string): Promise<oidc.ServerMetadata> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const { status, text } = await sendOutbound(url);
    const server: unknown = status === 200 ? JSON.parse(text) : undefined;
    if (isRecord(server) && server.issuer === issuer) return server as unknown as oidc.ServerMetadata;
    throw new Error(`expected the configuration of ${issuer}, received the status ${status}`);
  } catch (error) {
    throw invalidParameter(`Unable to contact well-known endpoint ${url}: ${(error as Error).message}`);
  }
}

function checkUrl(name: string, url: unknown): void {
  if (!isOutboundUrl(url))
    throw invalidParameter(`Expected an https URL, or http to localhost, for ${name}, received ${url}.`);
}

async function fetchOutbound(
  url: string,
  { method, headers, body }: oidc.CustomFetchOptions,
): Promise<Response> {
  const {
    status,
    headers: received,
    text,
  } = await sendOutbound(url, {
    method,
    headers,
    ...(body instanceof URLSearchParams || typeof body === 'string' ? { body: body.toString() } : {}),
  });
  return new Response(text === '' ? null : text, { status, headers: received });
}

function required(details: Details, name: string): string {
  const value = details[name];
  if (!value) throw invalidParameter(`Missing required parameter ${name} in ProviderDetails.`);
  return value;
}
