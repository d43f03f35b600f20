import { describe, expect, it } from 'vitest';
import type { Signature } from '../aws/sigv4/signature.ts';
import { type PageRequest, pageDoors } from './page-doors.ts';

const signature = (place: Signature['place']): Signature => ({
  place,
  accessKeyId: 'test',
  date: '20261122',
  region: 'us-east-1',
  service: 's3',
  signedHeaders: ['host'],
  signature: '00',
});

function isOpen(service: string, request: Partial<PageRequest>): boolean | undefined {
  return pageDoors[service]?.({
    method: 'GET',
    path: '/',
    rawQuery: '',
    headers: {},
    signature: undefined,
    ...request,
  });
}

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

it('every other service is closed', () => {
  expect(Object.keys(pageDoors)).toEqual(['s3', 'cognito-idp', 'cognito-identity']);
});
