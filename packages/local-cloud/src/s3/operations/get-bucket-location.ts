import type { GetBucketLocationCommandInput, GetBucketLocationCommandOutput } from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import type { S3State } from '../state.ts';

type Answer = Omit<GetBucketLocationCommandOutput, '$metadata' | 'LocationConstraint'>;

/** The oldest region has no name here. */
export function getBucketLocation(
  state: S3State,
  input: GetBucketLocationCommandInput,
): Answer & { LocationConstraint: string } {
  return { LocationConstraint: bucketNamed(state, input.Bucket).location };
}
