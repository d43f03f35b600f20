import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { get as httpGet } from 'node:http';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDemoIdentityProvider, type DemoIdentityProvider } from './demo-identity-provider.ts';

let provider: DemoIdentityProvider;
beforeAll(async () => {
  provider = await createDemoIdentityProvider();
});
afterAll(() => provider.stop());

const protocol =
  'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';
const request = (acs: string, kind = 'AuthnRequest') =>
  `<samlp:${kind} ${protocol} ID="_1" AssertionConsumerServiceURL="${acs}"><saml:Issuer>urn:app</saml:Issuer></samlp:${kind}>`;
const encoded = (xml: string) => encodeURIComponent(deflateRawSync(xml).toString('base64'));
const acs = 'http://app.localhost:4566/saml2/idpresponse';

async function get(path: string) {
  const response = await fetch(provider.url + path, { redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location'), body: await response.text() };
}

async function signIn(form: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await fetch(`${provider.url}/sign-in`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: await response.text() };
}

it('publishes a certificate that Node and others can read', async () => {
  const { body } = await get('/metadata');
  const [, text = ''] = /<X509Certificate>([^<]+)/.exec(body) ?? [];
  const certificate = new X509Certificate(Buffer.from(text, 'base64'));
  expect(certificate.subject).toBe('CN=Demo identity provider');
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(body).toContain(`entityID="${provider.entityId}"`);
});

it('asks who signs in, and sends a signed response for them', async () => {
  const { body } = await get(`/sign-in?SAMLRequest=${encoded(request(acs))}&RelayState=a"b`);
  expect(body).toContain('ada@example.com');
  expect(body).toContain('value="a&#34;b"');
  const form = {
    user: 'ada@example.com',
    consumerUrl: acs,
    audience: 'urn:app',
    requestId: '_1',
    relayState: 'r',
  };
  const page = await signIn(form);
  const [, response = ''] = /name="SAMLResponse" value="([^"]+)"/.exec(page.body) ?? [];
  const xml = Buffer.from(response, 'base64').toString('utf8');
  expect(xml).toContain('InResponseTo="_1"');
  expect(xml).toContain('<SignatureValue>');
  expect(page.body).toContain(`action="${acs}"`);
});

it('sends nothing to other machines, and nothing for unknown people', async () => {
  for (const url of ['https://evil.example/', 'http://evil.example/', 'javascript:alert(1)', '']) {
    const { status, body } = await get(`/sign-in?SAMLRequest=${encoded(request(url))}`);
    expect(status, url).toBe(400);
    expect(body).toContain('Expected an http URL of this machine');
    expect((await signIn({ user: 'ada@example.com', consumerUrl: url, audience: 'a' })).status).toBe(400);
  }
  expect((await signIn({ user: 'eve', consumerUrl: acs, audience: 'a' })).status).toBe(400);
});

it('is closed to pages of others, and to names of others that lead to this machine', async () => {
  const form = { user: 'ada@example.com', consumerUrl: acs, audience: 'urn:app' };
  for (const origin of ['https://evil.example', 'http://localhost:3000', 'null']) {
    expect((await signIn(form, { origin })).status, origin).toBe(403);
  }
  expect((await signIn(form, { origin: provider.url })).status).toBe(200);
  const { port } = new URL(provider.url);
  const headers = { host: `evil.example:${port}` };
  const [response] = await once(httpGet({ host: '127.0.0.1', port, path: '/metadata', headers }), 'response');
  expect(response.resume().statusCode).toBe(403);
});

it('returns from a sign-out to the service provider, if it knows that one', async () => {
  const audience = 'urn:app';
  await signIn({ user: 'ada@example.com', consumerUrl: acs, audience, requestId: '', relayState: '' });
  const { location } = await get(
    `/sign-out?SAMLRequest=${encoded(request('', 'LogoutRequest'))}&RelayState=r`,
  );
  expect(location).toMatch(/^http:\/\/app\.localhost:4566\/saml2\/logout\?SAMLResponse=.+&RelayState=r$/);
  const unknown = request('', 'LogoutRequest').replace('urn:app', 'urn:other');
  expect((await get(`/sign-out?SAMLRequest=${encoded(unknown)}`)).status).toBe(400);
});

it('says what is wrong with a request', async () => {
  expect((await get('/sign-in?SAMLRequest=x')).body).toContain(
    'Expected a SAMLRequest of deflated XML in base64.',
  );
  expect((await get(`/sign-in?SAMLRequest=${encoded('<!DOCTYPE a><a/>')}`)).body).toContain('document type');
  expect((await get(`/sign-in?SAMLRequest=${encoded('<a/>')}`)).body).toContain('received a.');
  expect((await get('/')).status).toBe(404);
});
