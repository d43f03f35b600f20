import type { ListBucketsCommandInput, ListBucketsCommandOutput } from '@aws-sdk/client-s3';
import { pageOf } from '../../aws/page-of.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { isRegionName } from '../../region-names.ts';
import { ownerOf } from '../buckets/owner.ts';
import { invalidArgument } from '../errors.ts';
import type { S3State } from '../state.ts';

const mostBuckets = 10_000;

export function listBuckets(
  state: S3State,
  input: ListBucketsCommandInput,
): Omit<ListBucketsCommandOutput, '$metadata'> {
  const { BucketRegion: wanted, Prefix = '' } = input;
  if (wanted !== undefined && !isRegionName(wanted)) {
    const message = `Argument value ${wanted} is not a valid AWS Region`;
    throw new ServiceError('InvalidArgument', message, 400, { ArgumentName: 'bucket-region' });
  }
  const buckets = [...state.buckets.values()]
    .filter(({ name, region }) => name.startsWith(Prefix) && (wanted ?? region) === region)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = {
    token: indexOf(input.ContinuationToken),
    size: input.MaxBuckets ?? mostBuckets,
    maxSize: mostBuckets,
  };
  const { items, nextToken } = pageOf(buckets, page, (member) => {
    const name = member === 'token' ? 'continuation-token' : 'max-buckets';
    return invalidArgument(`The ${name} is not valid`, name, String(page[member]));
  });
  return {
    Owner: ownerOf(state.account),
    Buckets: items.map((bucket) => ({
      Name: bucket.name,
      CreationDate: bucket.createdAt,
      ...(hasParameter(input) && { BucketRegion: bucket.region, BucketArn: `arn:aws:s3:::${bucket.name}` }),
    })),
    Prefix: input.Prefix,
    ...(nextToken !== undefined && { ContinuationToken: tokenOf(nextToken) }),
  };
}

/** Opaque to clients, as on AWS. */
function tokenOf(index: string): string {
  return Buffer.from(`bucket ${index}`).toString('base64');
}

function indexOf(token: string | undefined): string | undefined {
  if (!token) return undefined;
  const index = Buffer.from(token, 'base64').toString().slice('bucket '.length);
  return tokenOf(index) === token ? index : token;
}

/** Only requests with one of these parameters get the region and ARN of each bucket. */
function hasParameter({
  BucketRegion,
  ContinuationToken,
  MaxBuckets,
  Prefix,
}: ListBucketsCommandInput): boolean {
  return [BucketRegion, ContinuationToken, MaxBuckets, Prefix].some((given) => given !== undefined);
}
