import type { RequestHead } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import type { S3Route } from '../rest/s3-routes.ts';
import type { S3State } from '../state.ts';

/**
 * Refuses a request that is signed for another region than the bucket's, in the words in which SDKs learn the right one.
 * As a client has one endpoint for all regions here, the region of the signature is the endpoint's, unless the host names one.
 */
export function requireRegion(
  { account, buckets }: S3State,
  request: RequestHead,
  { operation }: S3Route,
  bucketName: string | undefined,
): void {
  const bucket = buckets.get(bucketName ?? '');
  if (!bucket || bucket.region === account.region || !isSigned(request)) return;
  // Everyone may learn where a bucket is.
  if (operation === 'CreateBucket' || operation === 'GetBucketLocation') return;
  const { name, region } = bucket;
  const { host = '' } = request.headers;
  if (endpointRegion.exec(host)?.[1] === region) {
    const message = `The authorization header is malformed; the region '${account.region}' is wrong; expecting '${region}'`;
    const fields = { Region: region, BucketRegion: region };
    throw new ServiceError('AuthorizationHeaderMalformed', message, 400, fields);
  }
  throw new ServiceError(
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    301,
    {
      Endpoint: `${name}.s3.${region}.localhost${/:\d+$/.exec(host) ?? ''}`,
      Bucket: name,
      BucketRegion: region,
    },
  );
}

/** `eu-west-1`, of `bucket.s3.eu-west-1.localhost`. */
const endpointRegion = /(?:^|\.)s3[.-]([a-z]+(?:-[a-z]+)+-\d)\./;

/** What nobody signed, and what is presigned with version 2, names no region. */
function isSigned({ headers, query }: RequestHead): boolean {
  return headers.authorization !== undefined || query.has('X-Amz-Credential');
}
