/** The name under which the edge finds this service; nobody signs requests to it. */
export const hostedServiceName = 'cognito-hosted';

const hostForm = /^([a-z0-9-]+)\.auth\.localhost(?::\d*)?$/i;
const byNumber = /^\/([\w-]+_[0-9A-Za-z]+)(\/oauth2\/(?:token|userInfo|revoke))$/;

/** What a request to a pool's domain is for. */
export interface HostedTarget {
  readonly prefix?: string;
  /** Programs that do not resolve `*.localhost` reach the endpoints by the id of the pool, on the cloud's own host. */
  readonly poolId?: string;
  readonly path: string;
}

export function hostedTarget(host: string | undefined, path: string): HostedTarget | undefined {
  const prefix = hostForm.exec(host ?? '')?.[1]?.toLowerCase();
  if (prefix !== undefined) return { prefix, path };
  const [, poolId, rest] = byNumber.exec(path) ?? [];
  return poolId === undefined || rest === undefined ? undefined : { poolId, path: rest };
}

export function isHostedHost(host: string | undefined): boolean {
  return host !== undefined && hostForm.test(host);
}

/** Where every page of the web may lead a browser: state, RelayState and PKCE guard it. */
const linkedPaths = new Set(
  ['authorize', 'idpresponse']
    .map((name) => `/oauth2/${name}`)
    .concat(['/login', '/signup', '/forgotPassword', '/logout', '/error', '/saml2/logout']),
);

export function takesEveryLink(host: string | undefined, path: string): boolean {
  return isHostedHost(host) && linkedPaths.has(path);
}

/** What identity providers elsewhere send by a form of their page. */
export function takesEveryForm(host: string | undefined, path: string): boolean {
  return isHostedHost(host) && /^\/saml2\/(?:idpresponse|logout)$/.test(path);
}

/** What apps call from their pages; the forms of a domain are for its own pages. */
export function isEndpoint(path: string): boolean {
  return /\/oauth2\/(?:token|userInfo|revoke)$/.test(path);
}
