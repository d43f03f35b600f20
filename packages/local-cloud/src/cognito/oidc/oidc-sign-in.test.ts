import { CreateIdentityProviderCommand } from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { hostedPool } from '../testing/hosted-pool.ts';
import { password } from '../testing/user-pool.ts';

const cloud = withCloud();
type Pool = Awaited<ReturnType<typeof hostedPool>>;
/** The pool of the app, and another one that is the company's OpenID provider. */
let pool: Pool;
let company: Pool;
let clientId = '';

beforeAll(async () => {
  pool = await hostedPool(cloud);
  const client = { GenerateSecret: true, CallbackURLs: [`${pool.browser().origin}/oauth2/idpresponse`] };
  company = await hostedPool(cloud, { client });
  await company.addUser('ada', 'ada@example.com', { name: 'Ada' });
  await createProvider('Company');
  clientId = (await pool.addClient({ SupportedIdentityProviders: ['Company'] })).ClientId ?? '';
});

const details = () => ({
  client_id: company.ClientId,
  client_secret: company.ClientSecret ?? '',
  authorize_scopes: 'openid profile',
  attributes_request_method: 'GET',
  oidc_issuer: `https://cognito-idp.us-east-1.amazonaws.com/${company.UserPoolId}`,
  authorize_url: `${company.browser().origin}/oauth2/authorize`,
  token_url: `${company.browser().origin}/oauth2/token`,
  attributes_url: `${company.browser().origin}/oauth2/userInfo`,
  jwks_uri: `${cloud.url()}/${company.UserPoolId}/.well-known/jwks.json`,
});

function createProvider(ProviderName: string, more: Record<string, string> = {}) {
  return pool.cognito.send(
    new CreateIdentityProviderCommand({
      UserPoolId: pool.UserPoolId,
      ProviderName,
      ProviderType: 'OIDC',
      ProviderDetails: { ...details(), ...more },
      AttributeMapping: { username: 'sub', email: 'email', name: 'name' },
    }),
  );
}

/** Signs in at the company, and returns where its page sends the browser. */
async function signInAtCompany(identity_provider = 'Company', client_id = clientId) {
  const [browser, there] = [pool.browser(), company.browser()];
  await browser.get(`/oauth2/authorize?${pool.request({ client_id, identity_provider })}`);
  const { pathname, search } = new URL(browser.location());
  await there.get(pathname + search);
  await there.get(there.location());
  await there.submit('/login', { username: 'ada', password });
  return { browser, response: new URL(there.location()) };
}

describe('a sign-in at an OpenID provider', () => {
  it('CG-77: ends at the app, with a user of the pool', async () => {
    const { browser, response } = await signInAtCompany();
    await browser.get(response.pathname + response.search);
    const parameters = new URL(browser.location()).searchParams;
    const { body } = await pool.exchange(parameters.get('code'), { client_id: clientId });
    const claims = decodeJwt(body.id_token);
    expect(claims).toMatchObject({
      email: 'ada@example.com',
      identities: [{ providerName: 'Company', providerType: 'OIDC', issuer: details().oidc_issuer }],
    });
    expect(claims['cognito:username']).toMatch(/^Company_[0-9a-f-]{36}$/);
    expect((await browser.get(response.pathname + response.search)).status).toBe(400);
  });

  it('is refused with a code of another sign-in, a foreign state, and an error of the provider', async () => {
    const [first, second] = [await signInAtCompany(), await signInAtCompany()];
    const state = second.response.searchParams.get('state') ?? '';
    first.response.searchParams.set('state', state);
    await first.browser.get(first.response.pathname + first.response.search);
    const mixed = new URL(first.browser.location()).searchParams;
    expect(mixed.get('error')).toBe('server_error');
    expect(mixed.get('error_description')).toContain('unexpected JWT claim');
    expect((await first.browser.get('/oauth2/idpresponse?code=x&state=unknown')).status).toBe(400);
    const third = await signInAtCompany();
    const denied = `/oauth2/idpresponse?error=access_denied&state=${third.response.searchParams.get('state')}`;
    await third.browser.get(denied);
    expect(new URL(third.browser.location()).searchParams.get('error')).toBe('access_denied');
  });

  it.each([
    ['an ID token of another issuer', { oidc_issuer: 'https://other.example' }],
    ['a wrong secret', { client_secret: 'x' }],
    ['other keys', { jwks_uri: 'own' }],
  ])('is refused with %s', async (what, more: Record<string, string>) => {
    const name = what.replaceAll(' ', '');
    const own = `${cloud.url()}/${pool.UserPoolId}/.well-known/jwks.json`;
    await createProvider(name, more.jwks_uri === undefined ? more : { jwks_uri: own });
    const { ClientId = '' } = await pool.addClient({ SupportedIdentityProviders: [name] });
    const { browser, response } = await signInAtCompany(name, ClientId);
    await browser.get(response.pathname + response.search);
    expect(new URL(browser.location()).searchParams.get('error')).toBe('server_error');
  });
});

describe('an OpenID provider', () => {
  it.each([
    [{ client_id: '' }, 'Missing required parameter client_id'],
    [{ token_url: 'http://idp.example/token' }, 'for token_url'],
    [{ attributes_request_method: 'PUT' }, 'Expected GET or POST'],
    [{ claims: 'x' }, 'claims of the ProviderDetails'],
  ])('is refused with the details %j', async (more, reason) => {
    await expect(createProvider('Wrong', more as Record<string, string>)).rejects.toThrow(reason);
  });
});
