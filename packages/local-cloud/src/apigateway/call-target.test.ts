import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callTarget } from './call-target.ts';

const expected = {
  apiId: 'abcde12345',
  stageName: 'prod',
  path: '/a//b',
  rawQuery: 'q=1',
  place: 'execute-api',
};
const named = new Map([['shop', { apiId: 'abcde12345', stageName: 'prod' }]]);
const targetOf = (host: string | undefined, url: string) =>
  callTarget(host, url, { shortName: (label) => named.get(label), domain: () => undefined });
const byHost = (rawPath: string) => ({ ...expected, rawPath });
const byPath = (rawPath: string) => ({ ...expected, place: 'path', rawPath });

describe('the target of a call', () => {
  it('is found by the Host', () => {
    const hosts = ['localhost.localstack.cloud:4566', 'localhost', 'localhost:80', 'eu-west-1.amazonaws.com'];
    for (const host of hosts) {
      expect(targetOf(`ABCDE12345.execute-api.${host}`, '/prod/a//b?q=1')).toEqual(byHost('/prod/a//b'));
    }
  });

  it('is found by the path', () => {
    expect(targetOf('127.0.0.1:4566', '/restapis/abcde12345/prod/_user_request_/a//b?q=1')).toEqual(
      byPath('/restapis/abcde12345/prod/_user_request_/a//b'),
    );
    expect(targetOf('127.0.0.1:4566', '/_aws/execute-api/abcde12345/prod/a//b?q=1')).toEqual(
      byPath('/_aws/execute-api/abcde12345/prod/a//b'),
    );
  });

  it('is found by a short name, whose URL has no stage', () => {
    const target = { ...expected, place: 'custom-domain', rawPath: '/a//b' };
    for (const host of ['shop.localhost:4566', 'SHOP.localhost']) {
      expect(targetOf(host, '/a//b?q=1')).toEqual(target);
    }
    for (const host of ['a.shop.localhost', 'shop.localhost.localstack.cloud', 'shop', 'other.localhost']) {
      expect(targetOf(host, '/a')).toBeUndefined();
    }
  });

  it('keeps doubled leading slashes of the path', () => {
    expect(targetOf('h', '/restapis/a/s/_user_request_//x')?.path).toBe('//x');
    expect(targetOf('a.execute-api.localhost', '//s//x')?.path).toBe('//x');
    expect(targetOf('a.execute-api.localhost', '/s')?.path).toBe('');
  });

  it('accepts a whole URL, and drops its fragment', () => {
    expect(targetOf('a.execute-api.localhost', 'http://x/s/p?q#f')).toMatchObject({
      stageName: 's',
      path: '/p',
      rawQuery: 'q',
    });
  });

  it("is undefined for AWS's own APIs", () => {
    for (const url of ['/', '/restapis', '/restapis/a/stages', '/restapis/a/resources', '/bucket/key']) {
      expect(targetOf('127.0.0.1:4566', url)).toBeUndefined();
    }
    expect(targetOf('bucket.s3.localhost.localstack.cloud', '/s/x')).toBeUndefined();
    expect(targetOf(undefined, '/s/x')).toBeUndefined();
  });

  it('can be looked for in any string', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (host, url) => {
        targetOf(host, url);
        expect(targetOf('a.execute-api.localhost', url)?.apiId).toBe('a');
      }),
    );
  });
});
