import { describe, expect, it } from 'vitest';
import { endpointOf, isLoopback } from './index.ts';

describe('endpointOf', () => {
  it('finds none in an empty environment, nor in an empty variable', () => {
    expect(endpointOf({})).toBeUndefined();
    expect(endpointOf({ AWS_ENDPOINT_URL: '' })).toBeUndefined();
  });

  it('reads a URL without its trailing slash', () => {
    expect(endpointOf({ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566/' })).toBe('http://127.0.0.1:4566');
  });

  it.each(['127.0.0.1:4566', 'localhost', 'ftp://host', 'http://', 'http://host:99999', 'http://host/?a=b'])(
    'refuses %s by the name of the variable',
    (address) => {
      expect(() => endpointOf({ AWS_ENDPOINT_URL: address })).toThrow(
        `Expected an http(s) URL like http://127.0.0.1:4566 for AWS_ENDPOINT_URL, received "${address}"`,
      );
    },
  );

  it('refuses a URL with a password without repeating it', () => {
    expect(() => endpointOf({ AWS_ENDPOINT_URL: 'http://me:secret@host' })).toThrow(
      /^Expected a URL without user and password for AWS_ENDPOINT_URL, received one that has them$/,
    );
  });
});

describe('isLoopback', () => {
  it.each([
    'http://127.0.0.1:4566',
    'http://127.9.9.9',
    'http://[::1]:4566',
    'http://localhost:4566',
    'http://s3.localhost',
    'https://localhost.localstack.cloud:4566',
  ])('holds for %s', (endpoint) => {
    expect(isLoopback(endpoint)).toBe(true);
  });

  it.each([
    'http://localstack:4566',
    'http://10.0.0.1',
    'http://127.0.0.1.evil.test',
    'https://notlocalhost',
  ])('does not hold for %s', (endpoint) => {
    expect(isLoopback(endpoint)).toBe(false);
  });
});
