import { describe, expect, it } from 'vitest';
import { clientConfig } from './index.ts';

const loopback = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' };

describe('clientConfig', () => {
  it('leaves everything but a known region to the SDK without an endpoint', () => {
    expect(clientConfig({ AWS_ACCESS_KEY_ID: 'AKIA' })).toEqual({});
    expect(clientConfig({ AWS_DEFAULT_REGION: 'eu-west-1' })).toEqual({ region: 'eu-west-1' });
  });

  it('is complete for a loopback endpoint', () => {
    expect(clientConfig(loopback)).toEqual({
      endpoint: 'http://127.0.0.1:4566',
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      forcePathStyle: true,
    });
  });

  it('prefers AWS_REGION to AWS_DEFAULT_REGION', () => {
    const regions = { AWS_REGION: 'eu-central-1', AWS_DEFAULT_REGION: 'eu-west-1' };
    expect(clientConfig({ ...loopback, ...regions }).region).toBe('eu-central-1');
  });

  it('uses the credentials of the environment when there are some', () => {
    const keys = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'hidden', AWS_SESSION_TOKEN: 'session' };
    expect(clientConfig({ ...loopback, ...keys }).credentials).toEqual({
      accessKeyId: 'AKIA',
      secretAccessKey: 'hidden',
      sessionToken: 'session',
    });
  });

  it('refuses half a key pair', () => {
    expect(() => clientConfig({ ...loopback, AWS_ACCESS_KEY_ID: 'AKIA' })).toThrow(
      'Expected a value for AWS_SECRET_ACCESS_KEY beside AWS_ACCESS_KEY_ID, received none',
    );
  });

  it('never hands test credentials to an endpoint on another machine', () => {
    expect(clientConfig({ AWS_ENDPOINT_URL: 'http://localstack:4566' })).not.toHaveProperty('credentials');
  });
});
