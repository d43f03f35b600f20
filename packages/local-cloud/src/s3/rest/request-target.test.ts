import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objectOfUrl, s3Target } from './request-target.ts';

describe('s3Target', () => {
  it.each([
    ['127.0.0.1:4566', '/', {}],
    ['localhost:4566', '/photos', { bucket: 'photos' }],
    ['localhost:4566', '/photos/', { bucket: 'photos' }],
    ['localhost:4566', '/photos/a//b/../c.txt', { bucket: 'photos', key: 'a//b/../c.txt' }],
    ['localhost:4566', '/photos//', { bucket: 'photos', key: '/' }],
    ['localhost:4566', '/photos/a+b%20%2B', { bucket: 'photos', key: 'a+b +' }],
    ['s3.localhost:4566', '/photos/a', { bucket: 'photos', key: 'a' }],
    ['photos.localhost:4566', '/a/b', { bucket: 'photos', key: 'a/b' }],
    ['photos.s3.localhost.localstack.cloud:4566', '/a', { bucket: 'photos', key: 'a' }],
    ['my.photos.s3.us-east-1.amazonaws.com', '/', { bucket: 'my.photos' }],
  ])('reads %s%s', (host, path, target) => {
    expect(s3Target(host, path)).toEqual(target);
  });

  it('refuses a path that is not UTF-8', () => {
    expect(() => s3Target('localhost', '/photos/%ff')).toThrow(
      expect.objectContaining({ code: 'InvalidURI' }),
    );
  });

  it('keeps every character of a key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (key) => {
        expect(s3Target('localhost', `/photos/${encodeURIComponent(key)}`).key).toBe(key);
      }),
    );
  });
});

describe('objectOfUrl', () => {
  it.each([
    ['s3://code/app%20.zip', { bucket: 'code', key: 'app%20.zip' }],
    ['https://code.s3.amazonaws.com/a/b.yaml', { bucket: 'code', key: 'a/b.yaml' }],
    ['https://s3.us-east-1.amazonaws.com/code/a%20b', { bucket: 'code', key: 'a b' }],
    ['http://127.0.0.1:4566/code/a/../b?x=y', { bucket: 'code', key: 'a/../b' }],
    ['http://code.localhost:4566/template.yaml', { bucket: 'code', key: 'template.yaml' }],
  ])('finds the object of %s', (url, object) => {
    expect(objectOfUrl(url)).toEqual(object);
  });

  it.each([
    'https://example.com/code/a',
    's3://code',
    'http://localhost:4566/code',
    'nothing',
    'file:///a/b',
  ])('finds no object in %s', (url) => {
    expect(objectOfUrl(url)).toBeUndefined();
  });
});
