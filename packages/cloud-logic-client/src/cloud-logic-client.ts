import { AwsV4Signer } from 'aws4fetch';
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './cloud-logic-api.d.ts';
import { type IdentityOptions, identityKeys, type Keys } from './identity-keys.ts';
import { isTokenOperation } from './is-token-operation.ts';

/** Who is signed in. Both functions resolve with `undefined` when nobody is, and reject when that cannot be found out. */
export interface Session {
  /** The ID token, renewed where it has expired. Asked for at every request. */
  idToken(): Promise<string | undefined>;
  /** Another ID token, after the API has refused the one before. */
  refresh(): Promise<string | undefined>;
}

export interface CloudLogicOptions {
  /** The URL of a stage, such as the output `ApiUrl` or `ProductionUrl` of the stack. */
  readonly url: string;
  /** Without it, requests carry no sign-in. */
  readonly session?: Session | undefined;
  /** Whose credentials sign the requests outside of `/token` and `/admin`. Without it they are not signed. */
  readonly identities?: IdentityOptions | undefined;
  /** The global one by default. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

export type CloudLogicClient = Client<paths>;

/**
 * A client of the API, typed by its definition. Each request carries what its operation asks for: the ID token, or a
 * signature. When the API reports that it has expired, the session is refreshed and the request sent again, once.
 */
export function cloudLogicClient({ fetch: send = fetch, ...options }: CloudLogicOptions): CloudLogicClient {
  const { session, identities } = options;
  const url = options.url.replace(/\/+$/, '');
  const keysFor = identities && identityKeys(identities, send);
  const idToken = shared(async () => session?.idToken());
  const refresh = shared(async () => session?.refresh());

  async function authorized(request: Request, token: string): Promise<Request> {
    if (isTokenOperation(request.method, request.url.slice(url.length))) {
      const headers = new Headers(request.headers);
      headers.set('authorization', token);
      return new Request(request, { headers });
    }
    const keys = await keysFor?.(token);
    // A request that nothing can sign is sent all the same: the API says what it lacks.
    return keys ? signedRequest(request, keys) : request;
  }

  return createClient<paths>({
    baseUrl: url,
    async fetch(request) {
      const token = await idToken();
      if (token === undefined) return send(request);
      const response = await send(await authorized(request.clone(), token));
      if (!isSignInRefused(response)) return response;
      // Another request may have renewed it since.
      const current = await idToken();
      const renewed = current === token ? await refresh() : current;
      return renewed === undefined ? response : send(await authorized(request, renewed));
    },
  });
}

/** With AWS Signature Version 4. */
async function signedRequest(request: Request, keys: Keys): Promise<Request> {
  const { method, url } = request;
  const body = await request.clone().arrayBuffer();
  const input = { method, url, headers: request.headers, body };
  const { headers } = await new AwsV4Signer({ ...input, ...keys, service: 'execute-api' }).sign();
  return new Request(request, { headers });
}

/** Whether a response asks to sign in: the session is over, or there was none. A 403 for other reasons does not. */
export function isSignInRefused({ status, headers }: Response): boolean {
  return status === 401 || (status === 403 && refusals.has(headers.get('x-amzn-errortype') ?? ''));
}

const refusals = new Set([
  'ExpiredTokenException',
  'MissingAuthenticationTokenException',
  'UnrecognizedClientException',
]);

/** Calls that overlap get the same result, so that ten requests refresh a session once. */
function shared<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}
