import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stageAddress } from './addresses.ts';

const expected = { apiId: 'abcde12345', stageName: 'prod', path: '/a//b', rawQuery: 'q=1' };
const byPath = (rawPath: string) => ({ ...expected, rawPath });

describe('the address of a stage', () => {
  it('is told by the Host', () => {
    const hosts = ['localhost.localstack.cloud:4566', 'localhost', 'localhost:80', 'eu-west-1.amazonaws.com'];
    for (const host of hosts) {
      expect(stageAddress(`ABCDE12345.execute-api.${host}`, '/prod/a//b?q=1')).toEqual(byPath('/prod/a//b'));
    }
  });

  it('is told by the path', () => {
    expect(stageAddress('127.0.0.1:4566', '/restapis/abcde12345/prod/_user_request_/a//b?q=1')).toEqual(
      byPath('/restapis/abcde12345/prod/_user_request_/a//b'),
    );
    expect(stageAddress('127.0.0.1:4566', '/_aws/execute-api/abcde12345/prod/a//b?q=1')).toEqual(
      byPath('/_aws/execute-api/abcde12345/prod/a//b'),
    );
  });

  it('keeps the slashes that are in front of the path', () => {
    expect(stageAddress('h', '/restapis/a/s/_user_request_//x')?.path).toBe('//x');
    expect(stageAddress('a.execute-api.localhost', '//s//x')?.path).toBe('//x');
    expect(stageAddress('a.execute-api.localhost', '/s')?.path).toBe('');
  });

  it('takes the path of a whole address, without its fragment', () => {
    expect(stageAddress('a.execute-api.localhost', 'http://x/s/p?q#f')).toMatchObject({
      stageName: 's',
      path: '/p',
      rawQuery: 'q',
    });
  });

  it("is none for AWS's own APIs", () => {
    for (const url of ['/', '/restapis', '/restapis/a/stages', '/restapis/a/resources', '/bucket/key']) {
      expect(stageAddress('127.0.0.1:4566', url)).toBeUndefined();
    }
    expect(stageAddress('bucket.s3.localhost.localstack.cloud', '/s/x')).toBeUndefined();
    expect(stageAddress(undefined, '/s/x')).toBeUndefined();
  });

  it('is sought in any text without failing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (host, url) => {
        stageAddress(host, url);
        expect(stageAddress('a.execute-api.localhost', url)?.apiId).toBe('a');
      }),
    );
  });
});
