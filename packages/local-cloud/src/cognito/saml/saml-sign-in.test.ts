import {
  AdminGetUserCommand,
  CreateIdentityProviderCommand,
  DeleteIdentityProviderCommand,
  DescribeIdentityProviderCommand,
  GetIdentityProviderByIdentifierCommand,
  ListIdentityProvidersCommand,
  UpdateIdentityProviderCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createDemoIdentityProvider, type DemoIdentityProvider } from '@samples/demo-identity-provider';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { callback, hostedPool } from '../testing/hosted-pool.ts';
import { email, metadataOf, samlProvider } from '../testing/saml-provider.ts';

const cloud = withCloud();
let pool: Awaited<ReturnType<typeof hostedPool>>;
let demo: DemoIdentityProvider;
let demoClient = '';

beforeAll(async () => {
  [pool, demo] = await Promise.all([hostedPool(cloud), createDemoIdentityProvider()]);
  await pool.cognito.send(
    new CreateIdentityProviderCommand({
      UserPoolId: pool.UserPoolId,
      ProviderName: 'Demo',
      ProviderType: 'SAML',
      ProviderDetails: { MetadataURL: demo.metadataUrl, IDPSignout: 'true', IDPInit: 'true' },
      AttributeMapping: { email, name: 'groups' },
      IdpIdentifiers: ['example.com'],
    }),
  );
  const client = await pool.addClient({ SupportedIdentityProviders: ['Demo', 'COGNITO'] });
  demoClient = client.ClientId ?? '';
});
afterAll(() => demo?.stop());

/** Chooses a user on the provider's page, and takes its response to the pool. */
async function signInAtDemo(
  url: string,
  browser: ReturnType<typeof pool.browser>,
  user = 'grace@example.com',
) {
  const page = await (await fetch(url)).text();
  const fields = { ...fieldsOf(page), user };
  const response = await fetch(`${demo.url}/sign-in`, { method: 'POST', body: new URLSearchParams(fields) });
  const form = new URLSearchParams(fieldsOf(await response.text()));
  await browser.send('POST', '/saml2/idpresponse', form.toString(), { origin: demo.url });
  return new URL(browser.location()).searchParams;
}

function fieldsOf(page: string): Record<string, string> {
  const inputs = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  const unescaped = (text = '') => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  return Object.fromEntries([...inputs].map(([, name = '', value]) => [name, unescaped(value)]));
}

const exchange = async (code: string | null) => (await pool.exchange(code, { client_id: demoClient })).body;

describe('a sign-in at the demo identity provider', () => {
  it('CG-71: begins at the app and ends there, with a user of the pool', async () => {
    const browser = pool.browser();
    const { body } = await browser.get(`/login?${pool.request({ client_id: demoClient })}`);
    const [, link = ''] = /href="([^"]*identity_provider=Demo)"/.exec(body) ?? [];
    await browser.get(link.replaceAll('&#38;', '&'));
    const parameters = await signInAtDemo(browser.location(), browser);
    expect(parameters.get('state')).toBe('a state');
    const tokens = await exchange(parameters.get('code'));
    const identity = {
      userId: 'grace@example.com',
      providerName: 'Demo',
      providerType: 'SAML',
      issuer: demo.entityId,
    };
    expect(decodeJwt(tokens.id_token)).toMatchObject({
      'cognito:username': 'Demo_grace@example.com',
      'cognito:groups': [`${pool.UserPoolId}_Demo`],
      email: 'grace@example.com',
      email_verified: false,
      identities: [{ ...identity, primary: 'true' }],
    });
    const user = { UserPoolId: pool.UserPoolId, Username: 'Demo_grace@example.com' };
    const { UserStatus, UserAttributes } = await pool.cognito.send(new AdminGetUserCommand(user));
    expect(UserStatus).toBe('EXTERNAL_PROVIDER');
    expect(UserAttributes).toContainEqual({ Name: 'name', Value: '[engineers,admins]' });
  });

  it('finds the provider by its identifier, and the same user again', async () => {
    const subs = [];
    for (const _ of [1, 2]) {
      const browser = pool.browser();
      await browser.get(
        `/oauth2/authorize?${pool.request({ client_id: demoClient, idp_identifier: 'example.com' })}`,
      );
      const tokens = await exchange((await signInAtDemo(browser.location(), browser)).get('code'));
      subs.push(decodeJwt(tokens.id_token).sub);
    }
    expect(subs[0]).toBe(subs[1]);
  });

  it('CG-72: begins at the provider where that is allowed, with the app in its RelayState', async () => {
    const browser = pool.browser();
    const app = {
      response_type: 'code',
      client_id: demoClient,
      redirect_uri: callback,
      identity_provider: 'Demo',
    };
    const query = new URLSearchParams({
      acs: `${browser.origin}/saml2/idpresponse`,
      audience: `urn:amazon:cognito:sp:${pool.UserPoolId}`,
      RelayState: new URLSearchParams(app).toString(),
    });
    const parameters = await signInAtDemo(`${demo.url}/sign-in?${query}`, browser);
    expect(parameters.has('code')).toBe(true);
  });

  it('CG-73: ends at the provider too, and then at the sign-out URL of the app', async () => {
    const browser = pool.browser();
    await browser.get(
      `/oauth2/authorize?${pool.request({ client_id: demoClient, identity_provider: 'Demo' })}`,
    );
    await signInAtDemo(browser.location(), browser);
    const bye = 'http://localhost:3000/bye';
    await browser.get(`/logout?client_id=${demoClient}&logout_uri=${encodeURIComponent(bye)}`);
    expect(browser.location()).toContain(`${demo.url}/sign-out?SAMLRequest=`);
    const back = await fetch(browser.location(), { redirect: 'manual' });
    const { pathname, search } = new URL(back.headers.get('location') ?? '');
    expect(pathname).toBe('/saml2/logout');
    await browser.get(pathname + search);
    expect(browser.location()).toBe(bye);
    expect((await browser.get(pathname + search)).status).toBe(400);
  });
});

describe('a SAML provider', () => {
  it('is described, listed, found, changed and deleted', async () => {
    const { UserPoolId, cognito } = pool;
    const { key } = await samlProvider(pool, 'Changing', { more: { IdpIdentifiers: ['changing'] } });
    const named = { UserPoolId, ProviderName: 'Changing' };
    const found = await cognito.send(
      new GetIdentityProviderByIdentifierCommand({ UserPoolId, IdpIdentifier: 'changing' }),
    );
    expect(found.IdentityProvider?.ProviderName).toBe('Changing');
    const { Providers } = await cognito.send(new ListIdentityProvidersCommand({ UserPoolId }));
    expect(Providers?.map(({ ProviderName, ProviderType }) => `${ProviderType} ${ProviderName}`)).toContain(
      'SAML Changing',
    );
    await cognito.send(
      new UpdateIdentityProviderCommand({ ...named, AttributeMapping: { name: 'givenname' } }),
    );
    const { IdentityProvider } = await cognito.send(new DescribeIdentityProviderCommand(named));
    expect(IdentityProvider).toMatchObject({
      AttributeMapping: { name: 'givenname' },
      ProviderDetails: {
        MetadataFile: metadataOf([key.certificate]),
        SSORedirectBindingURI: 'https://idp.example/sso',
      },
    });
    await cognito.send(new DeleteIdentityProviderCommand(named));
    await expect(cognito.send(new DescribeIdentityProviderCommand(named))).rejects.toThrow('does not exist');
  });

  it.each([
    [{ MetadataFile: 'x' }, 'it is not XML'],
    [{ MetadataFile: '<!DOCTYPE a><a/>' }, 'a document type is not allowed'],
    [{ MetadataFile: '<a/>' }, 'expected one IDPSSODescriptor'],
    [{ MetadataFile: metadataOf([]) }, 'expected an X509Certificate'],
    [{ MetadataFile: metadataOf(['AAAA']) }, 'a certificate cannot be read'],
    [{ MetadataURL: 'http://idp.example/' }, 'Expected an https URL'],
    [{ MetadataURL: 'file:///etc/passwd' }, 'Expected an https URL'],
    [{}, 'Expected one of MetadataFile and MetadataURL'],
    [{ MetadataFile: 'x', RequestSigningAlgorithm: 'rsa-sha256' }, 'RequestSigningAlgorithm of'],
    [{ MetadataFile: 'x', EncryptedResponses: 'true' }, 'EncryptedResponses of'],
  ])('is refused with the details %j', async (ProviderDetails, reason) => {
    const provider = { UserPoolId: pool.UserPoolId, ProviderName: 'Wrong', ProviderType: 'SAML' as const };
    const details = ProviderDetails as Record<string, string>;
    const create = new CreateIdentityProviderCommand({ ...provider, ProviderDetails: details });
    await expect(pool.cognito.send(create)).rejects.toThrow(reason);
  });

  it('is refused under the name of another, for an attribute that the pool has not, and of a type not offered', async () => {
    const create = (more: object) =>
      pool.cognito.send(
        new CreateIdentityProviderCommand({
          UserPoolId: pool.UserPoolId,
          ProviderName: 'Another',
          ProviderType: 'SAML',
          ProviderDetails: { MetadataURL: demo.metadataUrl },
          ...more,
        }),
      );
    await expect(create({ ProviderName: 'Demo' })).rejects.toThrow(
      'A provider with the name Demo already exists.',
    );
    await expect(create({ IdpIdentifiers: ['example.com'] })).rejects.toThrow('already in use');
    await expect(create({ ProviderName: 'a_b' })).rejects.toThrow('regular expression');
    await expect(create({ AttributeMapping: { 'custom:team': 'x' } })).rejects.toThrow(
      'attribute mapping: custom:team',
    );
    await expect(create({ ProviderType: 'Google' })).rejects.toThrow('ProviderType Google');
    await expect(pool.addClient({ SupportedIdentityProviders: ['Nobody'] })).rejects.toThrow(
      `The provider Nobody does not exist for User Pool ${pool.UserPoolId}.`,
    );
  });

  it('CG-71: is reported to the app when it sends too little', async () => {
    const strict = await hostedPool(cloud, { pool: { Schema: [{ Name: 'email', Required: true }] } });
    const provider = await samlProvider(strict, 'Idp');
    const outcome = await provider.outcomeOf((content, key) =>
      provider.samlResponse({ ...content, attributes: {} }, key),
    );
    expect(outcome).toBe(
      'Invalid SAML response received: Invalid user attributes: email: The attribute is required',
    );
  });
});
