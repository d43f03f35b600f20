import type { HeadBucketCommandInput, HeadBucketCommandOutput } from '@aws-sdk/client-s3';
import type { S3State } from '../s3-state.ts';
import { bucketNamed } from './bucket-named.ts';

export function headBucket(
  state: S3State,
  input: HeadBucketCommandInput,
): Omit<HeadBucketCommandOutput, '$metadata'> {
  bucketNamed(state, input.Bucket);
  return { BucketRegion: state.account.region };
}
