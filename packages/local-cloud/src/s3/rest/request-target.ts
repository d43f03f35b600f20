import { ServiceError } from '../../aws/service-error.ts';

/** What a request to S3 is about: a bucket, an object, or neither (the service itself). */
export interface S3Target {
  readonly bucket?: string;
  readonly key?: string;
}

const virtualHost =
  /^(?<bucket>.+)\.(?:s3(?:[.-][a-z\d-]+)?\.)(?:amazonaws\.com|localhost|localhost\.localstack\.cloud)$/;
const serviceHost =
  /^(?:s3(?:[.-][a-z\d-]+)?\.(?:amazonaws\.com|localhost|localhost\.localstack\.cloud)|localhost|localhost\.localstack\.cloud|127(?:\.\d+){3}|\[::1\])$/;
const shortHost = /^(?<bucket>.+)\.localhost$/;

/**
 * The bucket is in the host (`bucket.s3.…`, `bucket.localhost`) or the first segment of the path. `path` is
 * percent-encoded; throws `InvalidURI` when it is not UTF-8.
 */
export function s3Target(host: string | undefined, path: string): S3Target {
  const inHost = bucketInHost(host);
  if (inHost !== undefined) return named(inHost, path.slice(1));
  const [, bucket = '', key = ''] = path.match(/^\/([^/]*)\/?(.*)$/s) ?? [];
  return bucket === '' && key === '' ? {} : named(decodeSegment(bucket), key);
}

/** The object that `s3://bucket/key` or an http(s) URL of S3 on AWS or on this machine names. */
export function objectOfUrl(url: string): { bucket: string; key: string } | undefined {
  const [, s3Bucket, s3Key] = url.match(/^s3:\/\/([^/]+)\/(.+)$/s) ?? [];
  if (s3Bucket && s3Key) return { bucket: s3Bucket, key: s3Key };
  // Not `new URL`: it would resolve the dots of a key such as `a/../b`.
  const [, host, path] = url.match(/^https?:\/\/([^/?#]+)(\/[^?#]*)/i) ?? [];
  if (!host || !path) return undefined;
  if (!serviceHost.test(hostName(host)) && bucketInHost(host) === undefined) return undefined;
  const { bucket, key } = s3Target(host, path);
  return bucket && key ? { bucket, key } : undefined;
}

/** The bucket that a host such as `bucket.s3.localhost` names. */
export function bucketInHost(host: string | undefined): string | undefined {
  const name = hostName(host ?? '');
  if (serviceHost.test(name)) return undefined;
  return (virtualHost.exec(name) ?? shortHost.exec(name))?.groups?.bucket;
}

function hostName(host: string): string {
  return host.replace(/:\d*$/, '').toLowerCase();
}

function named(bucket: string, encodedKey: string): S3Target {
  return encodedKey === '' ? { bucket } : { bucket, key: decodeSegment(encodedKey) };
}

function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ServiceError('InvalidURI', "Couldn't parse the specified URI.", 400, { URI: text });
  }
}
