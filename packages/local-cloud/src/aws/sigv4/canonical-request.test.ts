import { describe, expect, it } from 'vitest';
import { canonicalPaths, canonicalRequest, type SignedRequest } from './canonical-request.ts';
import type { Signature } from './signature.ts';

const signature: Signature = {
  place: 'header',
  accessKeyId: 'AKID',
  date: '20261122',
  region: 'us-east-1',
  service: 'iam',
  signedHeaders: ['host', 'x-list'],
  signature: '00',
};

const canonical = (changes: Partial<SignedRequest>) =>
  canonicalRequest(
    { method: 'GET', path: '/raw', rawQuery: '', headers: { host: ['a'], 'x-list': ['b', 'c'] }, ...changes },
    signature,
    'hash',
    '/path',
  );
const canonicalQuery = (rawQuery: string) => canonical({ rawQuery }).split('\n')[2];

describe('the canonical request', () => {
  it('has the method, the path, the query, the signed headers, their names and the hash', () => {
    expect(canonical({ rawQuery: 'a=1' })).toBe('GET\n/path\na=1\nhost:a\nx-list:b,c\n\nhost;x-list\nhash');
  });

  it('has an empty value for a header that was not sent', () => {
    expect(canonical({ headers: { host: ['a'] } })).toContain('host:a\nx-list:\n');
  });

  it('has the spaces around values removed, and those inside as one', () => {
    expect(canonical({ headers: { host: ['a'], 'x-list': [' b \t b ', 'c'] } })).toContain('x-list:b b,c\n');
  });

  it.each([
    ['', ''],
    ['b=1&a=2&c=0', 'a=2&b=1&c=0'],
    ['c=0&b=1&a=2', 'a=2&b=1&c=0'],
    ['a=2&a=1&a=3', 'a=1&a=2&a=3'],
    ['a=1&a=2&a=1', 'a=1&a=1&a=2'],
    ['aa=1&a=2&a-=3', 'a=2&a-=3&aa=1'],
    ['&&b&a=&', 'a=&b='],
    ['a=b=c==', 'a=b%3Dc%3D%3D'],
    ["a=%7e%2f+*!'()&%41=%e2%9c%93", 'A=%E2%9C%93&a=~%2F%2B%2A%21%27%28%29'],
    ['a=100%&b=%zz', 'a=100%25&b=%25zz'],
    ['X-Amz-Signature=00&X-Amz-Date=1', 'X-Amz-Date=1'],
    ['a=X-Amz-Signature=', 'a=X-Amz-Signature%3D'],
  ])('has the query %s as %s', (rawQuery, expected) => {
    expect(canonicalQuery(rawQuery)).toBe(expected);
  });
});

describe('the canonical path', () => {
  it.each([
    ['/a/./b', '/a/b'],
    ['/a/../b', '/b'],
    ['//a//b/', '/a/b/'],
    ['/', '/'],
    ['/..', '/'],
    ['/../', '/'],
    ['/a/.', '/a'],
  ])('of %s is %s, or as it was sent', (path, normal) => {
    expect(canonicalPaths('lambda', path)).toEqual([...new Set([normal, path])]);
    expect(canonicalPaths('s3', path)).toEqual([path]);
  });

  it('has half a surrogate pair replaced', () => {
    expect(canonicalPaths('lambda', '/\ud800')).toEqual(['/%EF%BF%BD']);
  });

  it('is encoded once more, but for S3', () => {
    expect(canonicalPaths('lambda', "/a%20b/(c)!'*")).toEqual(['/a%2520b/%28c%29%21%27%2A']);
    expect(canonicalPaths('s3', '/a%20b')).toEqual(['/a%20b']);
  });
});
