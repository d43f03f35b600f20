import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Caller } from '../aws/service.ts';
import { corsHeaders, forbidden, foreignPage, isPreflight, refusalOfPage } from './page-guard.ts';
import type { Sender } from './sender.ts';

const caller: Caller = { accountId: '0', arn: 'arn:aws:iam::0:root', userId: '0', accessKeyId: 'test' };
const user: Caller = { ...caller, cognitoIdentity: { identityId: 'id', identityPoolId: 'pool' } };
const origin = 'http://localhost:5173';

function refusal(
  sender: Sender,
  {
    signingName = 'iam',
    headers = {} as IncomingHttpHeaders,
    by = undefined as Caller | undefined,
    path = '/bucket/key',
  } = {},
): string | undefined {
  const request = { method: 'GET', path, rawQuery: '', headers, signature: undefined };
  return refusalOfPage(sender, { signingName }, request, by);
}

describe('a request to an AWS API', () => {
  it.each(['program', 'own'] as const)('of %s is not refused', (sender) => {
    expect(refusal(sender)).toBeUndefined();
    expect(refusal(sender, { headers: { origin } })).toBeUndefined();
  });

  it('of a page of another site is refused, signed or not, unless it leads to sign-in', () => {
    for (const by of [undefined, caller, user])
      expect(refusal('foreign', { headers: { origin: 'https://evil.example' }, by })).toBe(
        foreignPage('https://evil.example'),
      );
    expect(refusal('foreign', { signingName: 's3' })).toBe(foreignPage('another site'));
    const headers = { host: 'app.auth.localhost' };
    expect(refusal('foreign', { signingName: 'cognito-hosted', headers, path: '/login' })).toBeUndefined();
  });

  it('of a page of this machine is refused unless AWS made it for pages', () => {
    const closed = (page: string) =>
      `AWS's APIs are closed to web pages here, except what AWS made for pages: ${page} may not call iam like this.`;
    expect(refusal('local', { headers: { origin, referer: 'http://localhost/x' } })).toBe(closed(origin));
    expect(refusal('local', { headers: { referer: 'http://localhost/x' } })).toBe(
      closed('http://localhost/x'),
    );
    expect(refusal('local')).toBe(closed('another site'));
    expect(refusal('local', { by: caller })).toBe(closed('another site'));
    expect(refusal('local', { signingName: 's3' })).toBeUndefined();
  });

  it('with the credentials of an identity pool is for its role to allow', () => {
    expect(refusal('local', { by: user })).toBeUndefined();
  });

  it.each(['program', 'own', 'local', 'foreign'] as const)(
    'of %s to the host of a bucket reaches S3 alone',
    (sender) => {
      const headers = { host: 'bucket.s3.localhost' };
      expect(refusal(sender, { headers, by: user })).toBe(
        'Expected a request to S3 for the host bucket.s3.localhost.',
      );
      expect(refusal(sender, { headers, by: user, signingName: 's3' })).toBe(
        sender === 'foreign' ? foreignPage('another site') : undefined,
      );
    },
  );
});

describe('a refusal', () => {
  it('names the page and the flag that lets it in', () => {
    expect(foreignPage('https://a.example')).toBe(
      'The page https://a.example is not of this machine. Start the cloud with --allow-origin ORIGIN to let pages of that origin call deployed APIs.',
    );
    expect(foreignPage(undefined)).toMatch(/^The page of another site is not of this machine\./);
  });

  it('is a 403 of JSON', () => {
    expect(forbidden('no')).toEqual({
      status: 403,
      headers: { 'content-type': 'application/json' },
      body: '{"message":"no"}',
    });
  });
});

describe('CORS', () => {
  it('lets the origin of a request read the response', () => {
    expect(corsHeaders({})).toEqual({});
    expect(corsHeaders({ origin })).toEqual({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
      'access-control-allow-headers': '*',
      'access-control-expose-headers': 'etag, x-amz-request-id, x-amzn-errortype, x-amzn-requestid',
      'access-control-max-age': '600',
      vary: 'Origin',
    });
  });

  it('allows the headers that a preflight asks for: `*` does not cover Authorization', () => {
    const headers = { origin, 'access-control-request-headers': 'authorization, x-amz-date' };
    expect(corsHeaders(headers)).toMatchObject({
      'access-control-allow-headers': 'authorization, x-amz-date',
    });
  });

  it('has preflights: OPTIONS with an origin and the method to come', () => {
    const preflight = { origin, 'access-control-request-method': 'PUT' };
    const isOne = (method: string, headers: IncomingHttpHeaders) =>
      isPreflight({ method, headers } as IncomingMessage);
    expect(isOne('OPTIONS', preflight)).toBe(true);
    expect(isOne('PUT', preflight)).toBe(false);
    expect(isOne('OPTIONS', { origin })).toBe(false);
    expect(isOne('OPTIONS', { 'access-control-request-method': 'PUT' })).toBe(false);
  });
});
