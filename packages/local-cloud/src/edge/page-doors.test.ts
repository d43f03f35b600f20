import { describe, expect, it } from 'vitest';
import type { Signature } from '../aws/sigv4/signature.ts';
import { opensToEveryPage, type PageRequest, pageDoors, takesForeignForm } from './page-doors.ts';

const signature = (place: Signature['place']): Signature => ({
  place,
  accessKeyId: 'test',
  date: '20261122',
  region: 'us-east-1',
  service: 's3',
  signedHeaders: ['host'],
  signature: '00',
});

const request = (given: Partial<PageRequest>): PageRequest => ({
  method: 'GET',
  path: '/',
  rawQuery: '',
  headers: {},
  signature: undefined,
  ...given,
});

const isOpen = (service: string, given: Partial<PageRequest>) => pageDoors[service]?.(request(given));

describe('S3', () => {
  const host = 'localhost:4566';
  const headers = { host };
  const path = '/bucket/key';

  it('is open to requests for objects that are unsigned or presigned', () => {
    expect(isOpen('s3', { path, headers })).toBe(true);
    expect(isOpen('s3', { path, headers, signature: signature('query') })).toBe(true);
    expect(isOpen('s3', { path: '/key', headers: { host: 'bucket.s3.localhost' } })).toBe(true);
  });

  it.each(['/', '/bucket', '/bucket/'])('is closed at %s', (closed) => {
    expect(isOpen('s3', { path: closed, headers })).toBe(false);
    expect(isOpen('s3', { path: closed, headers, signature: signature('query') })).toBe(false);
  });

  it.each([signature('header'), 'malformed'] as const)(
    'is open to a signature in a header, of whatever form, only after a preflight',
    (given) => {
      const isOpenTo = (origin?: string, at = host) =>
        isOpen('s3', { path, signature: given, headers: { host: at, ...(origin && { origin }) } });
      expect(isOpenTo()).toBe(false);
      expect(isOpenTo('null')).toBe(false);
      expect(isOpenTo('http://localhost:4566')).toBe(false);
      expect(isOpenTo('http://localhost:4566', 'LOCALHOST:4566')).toBe(false);
      expect(isOpenTo('http://localhost:5173')).toBe(true);
      expect(isOpen('s3', { path, signature: given, headers: { origin: 'http://localhost:1' } })).toBe(true);
    },
  );
});

describe('Cognito', () => {
  const operations = {
    'cognito-idp': {
      open: 'AWSCognitoIdentityProviderService.InitiateAuth',
      closed: 'AWSCognitoIdentityProviderService.AdminGetUser',
    },
    'cognito-identity': {
      open: 'AWSCognitoIdentityService.GetId',
      closed: 'AWSCognitoIdentityService.DeleteIdentityPool',
    },
  } as const;

  it.each(['cognito-idp', 'cognito-identity'] as const)(
    'opens the operations of %s for apps to unsigned POSTs',
    (service) => {
      const call = (target: string, more: Partial<PageRequest> = {}) =>
        isOpen(service, { method: 'POST', headers: { 'x-amz-target': target }, ...more });
      const { open, closed } = operations[service];
      expect(call(open)).toBe(true);
      expect(call(closed)).toBe(false);
      expect(call(open, { method: 'GET' })).toBe(false);
      expect(call(open, { signature: signature('header') })).toBe(false);
      expect(call(open, { signature: 'malformed' })).toBe(false);
      expect(isOpen(service, { method: 'POST' })).toBe(false);
    },
  );

  it('opens the documents of user pools', () => {
    const path = '/us-east-1_aB3dE5gH9/.well-known/jwks.json';
    expect(isOpen('cognito-idp', { path })).toBe(true);
    expect(isOpen('cognito-idp', { path, method: 'POST' })).toBe(false);
    expect(isOpen('cognito-idp', { path, signature: signature('header') })).toBe(false);
  });
});

it('STS is open to POSTs without a signature', () => {
  expect(isOpen('sts', { method: 'POST' })).toBe(true);
  expect(isOpen('sts', { method: 'GET' })).toBe(false);
  expect(isOpen('sts', { method: 'POST', signature: signature('header') })).toBe(false);
  expect(isOpen('sts', { method: 'POST', signature: 'malformed' })).toBe(false);
});

describe('the pages of sign-in', () => {
  const host = 'app.auth.localhost:4566';
  const isOpenTo = (method: string, path: string, origin?: string, at = host) =>
    isOpen('cognito-hosted', { method, path, headers: { host: at, ...(origin && { origin }) } });

  it('open to pages that read, and to calls of the endpoints', () => {
    expect(isOpenTo('GET', '/login')).toBe(true);
    expect(isOpenTo('HEAD', '/anything')).toBe(true);
    expect(isOpenTo('POST', '/oauth2/token', 'http://localhost:5173')).toBe(true);
  });

  it('accept the forms of their own pages, and what an identity provider sends', () => {
    expect(isOpenTo('POST', '/login', `http://${host}`)).toBe(true);
    expect(isOpenTo('POST', '/login', `http://${host}`, host.toUpperCase())).toBe(true);
    expect(isOpenTo('POST', '/saml2/idpresponse', 'null')).toBe(true);
    for (const origin of [undefined, 'null', 'http://localhost:5173', 'http://other.auth.localhost:4566'])
      expect(isOpenTo('POST', '/login', origin)).toBe(false);
    expect(isOpen('cognito-hosted', { method: 'POST', headers: { origin: 'http://a' } })).toBe(false);
    expect(isOpen('cognito-hosted', { method: 'POST' })).toBe(false);
  });

  it('open to every page of the web for links and for forms of identity providers', () => {
    const isOpenToAll = (method: string, path: string, at = host) =>
      opensToEveryPage(request({ method, path, headers: { host: at } }));
    expect(isOpenToAll('GET', '/login')).toBe(true);
    expect(isOpenToAll('HEAD', '/oauth2/authorize')).toBe(true);
    expect(isOpenToAll('POST', '/saml2/logout')).toBe(true);
    expect(isOpenToAll('POST', '/login')).toBe(false);
    expect(isOpenToAll('GET', '/oauth2/userInfo')).toBe(false);
    expect(isOpenToAll('GET', '/saml2/idpresponse')).toBe(false);
    expect(isOpenToAll('GET', '/login', 'localhost')).toBe(false);
    expect(isOpenToAll('POST', '/saml2/logout', 'localhost')).toBe(false);
  });

  it('know a form of an identity provider by the path of its URL', () => {
    const headers = { host };
    const isForm = (url?: string, method = 'POST') => takesForeignForm({ method, headers, url });
    expect(isForm('/saml2/idpresponse')).toBe(true);
    expect(isForm('/saml2/idpresponse?a=/login?b')).toBe(true);
    expect(isForm('/login?/saml2/idpresponse')).toBe(false);
    expect(isForm('/saml2/idpresponse', 'PUT')).toBe(false);
    expect(isForm()).toBe(false);
    expect(takesForeignForm({ method: 'POST', headers, path: '/saml2/logout', url: '/' })).toBe(true);
  });
});

it('every other service is closed', () => {
  expect(Object.keys(pageDoors)).toEqual(['s3', 'cognito-idp', 'cognito-identity', 'sts', 'cognito-hosted']);
});
