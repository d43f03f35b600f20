import type { HeadBucketCommandInput, HeadBucketCommandOutput } from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import type { S3State } from '../state.ts';

export function headBucket(
  state: S3State,
  input: HeadBucketCommandInput,
): Omit<HeadBucketCommandOutput, '$metadata'> {
  const { name, region } = bucketNamed(state, input.Bucket);
  return { BucketArn: `arn:aws:s3:::${name}`, BucketRegion: region, AccessPointAlias: false };
}
