import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface CompanySignIn {
  readonly endpoint: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly callbackUrl: string;
}

/**
 * What a browser and the app do when somebody signs in with the account of a company: app → domain of the user pool →
 * page of the identity provider → domain → app, which exchanges the code for tokens.
 */
export async function companySignIn(
  { endpoint, outputs, callbackUrl }: CompanySignIn,
  user: string,
): Promise<Record<string, string>> {
  const { UserPoolId = '', ClientId = '', SignInUrl = '' } = outputs;
  const [prefix = ''] = new URL(SignInUrl).hostname.split('.');
  const domain = `${prefix}.auth.localhost:${new URL(endpoint).port}`;
  const verifier = randomBytes(32).toString('base64url');
  const authorize = new URLSearchParams({
    response_type: 'code',
    client_id: ClientId,
    redirect_uri: callbackUrl,
    identity_provider: 'Company',
    scope: 'openid email',
    state: 'a state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const begun = await send(endpoint, domain, 'GET', `/oauth2/authorize?${authorize}`);
  const companyUrl = begun.headers.location ?? '';
  const cookie = begun.headers['set-cookie']?.map((one) => one.split(';', 1)[0]).join('; ');

  // The page asks who signs in; its next page posts the response to the domain.
  const { origin } = new URL(companyUrl);
  const choice = new URLSearchParams({ ...hiddenFields(await (await fetch(companyUrl)).text()), user });
  const posting = await fetch(`${origin}/sign-in`, { method: 'POST', body: choice });
  const response = new URLSearchParams(hiddenFields(await posting.text())).toString();
  const headers = { origin, ...(cookie && { cookie }) };
  const ended = await send(endpoint, domain, 'POST', '/saml2/idpresponse', response, headers);
  const back = new URL(ended.headers.location ?? '');
  if (`${back.origin}${back.pathname}` !== callbackUrl || back.searchParams.get('state') !== 'a state')
    throw new Error(`Expected to come back to ${callbackUrl} with the state, came to ${back}.`);

  const exchange = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: ClientId,
    redirect_uri: callbackUrl,
    code: back.searchParams.get('code') ?? '',
    code_verifier: verifier,
  });
  const tokens = await fetch(`${endpoint}/${UserPoolId}/oauth2/token`, { method: 'POST', body: exchange });
  return (await tokens.json()) as Record<string, string>;
}

/** A request to the domain, whose name Node may not resolve. */
async function send(
  endpoint: string,
  host: string,
  method: string,
  path: string,
  body = '',
  headers: Record<string, string> = {},
): Promise<IncomingMessage> {
  const type = body && { 'content-type': 'application/x-www-form-urlencoded' };
  const sent = request(new URL(path, endpoint), { method, headers: { host, ...type, ...headers } });
  const [response] = (await once(sent.end(body), 'response')) as [IncomingMessage];
  const page = await text(response);
  if (response.statusCode !== 302)
    throw new Error(`${method} ${path} responded ${response.statusCode}: ${page}`);
  return response;
}

function hiddenFields(page: string): Record<string, string> {
  const inputs = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  const unescaped = (value = '') =>
    value.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  return Object.fromEntries([...inputs].map(([, name = '', value]) => [name, unescaped(value)]));
}
