import { describe, expect, it } from 'vitest';
import { endpointOf, isLoopback } from './index.ts';

describe('endpointOf', () => {
  it('finds none in an empty environment, nor in empty variables', () => {
    expect(endpointOf({})).toBeUndefined();
    expect(endpointOf({ AWS_ENDPOINT_URL: '', LOCALSTACK_HOST: '', EDGE_PORT: '' })).toBeUndefined();
  });

  it.each([
    [{ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566/' }, 'http://127.0.0.1:4566'],
    [{ AWS_ENDPOINT_URL: 'https://cloud.test/base/', EDGE_PORT: '1' }, 'https://cloud.test/base'],
    [{ LOCALSTACK_HOST: 'localstack' }, 'http://localstack:4566'],
    [{ LOCALSTACK_HOST: 'localstack', EDGE_PORT: '4600' }, 'http://localstack:4600'],
    [{ LOCALSTACK_HOST: 'localhost.localstack.cloud:4567' }, 'http://localhost.localstack.cloud:4567'],
    [{ EDGE_PORT: '4600' }, 'http://localhost:4600'],
  ])('reads %o as %s', (environment, endpoint) => {
    expect(endpointOf(environment)).toBe(endpoint);
  });

  it.each(['127.0.0.1:4566', 'localhost', 'ftp://host', 'http://', 'http://host:99999', 'http://host/?a=b'])(
    'refuses %s by the name of the variable',
    (address) => {
      expect(() => endpointOf({ AWS_ENDPOINT_URL: address })).toThrow(
        `Expected an http(s) address like http://127.0.0.1:4566 for AWS_ENDPOINT_URL, received "${address}"`,
      );
    },
  );

  it('refuses an address with a password without repeating it', () => {
    expect(() => endpointOf({ AWS_ENDPOINT_URL: 'http://me:secret@host' })).toThrow(
      /^Expected an address without user and password for AWS_ENDPOINT_URL, received one that has them$/,
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
