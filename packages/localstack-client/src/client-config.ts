import { type Environment, endpointOf, isLoopback } from './endpoint.ts';

export interface ClientConfig {
  endpoint?: string;
  region?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  forcePathStyle?: boolean;
}

/**
 * Options for any client of the AWS SDK for JavaScript v3. With a local endpoint they are complete; a loopback
 * endpoint gets LocalStack's `test`/`test` unless `AWS_ACCESS_KEY_ID` is set. Without an endpoint they hold at
 * most the region, and the SDK's own chain finds the rest. Throws on an unusable URL or half a key pair.
 */
export function clientConfig(environment: Environment = process.env): ClientConfig {
  const endpoint = endpointOf(environment);
  const region = environment.AWS_REGION || environment.AWS_DEFAULT_REGION;
  if (!endpoint) return region ? { region } : {};
  const credentials = credentialsFor(endpoint, environment);
  return {
    endpoint,
    region: region || 'us-east-1',
    ...(credentials && { credentials }),
    forcePathStyle: true,
  };
}

function credentialsFor(endpoint: string, environment: Environment): ClientConfig['credentials'] {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = environment;
  if (accessKeyId) {
    if (!secretAccessKey) {
      throw new TypeError(
        'Expected a value for AWS_SECRET_ACCESS_KEY beside AWS_ACCESS_KEY_ID, received none',
      );
    }
    return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
  }
  return isLoopback(endpoint) ? { accessKeyId: 'test', secretAccessKey: 'test' } : undefined;
}
