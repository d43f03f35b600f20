import type {
  DeleteBucketOwnershipControlsCommandInput,
  GetBucketOwnershipControlsCommandInput,
  GetBucketOwnershipControlsOutput,
  PutBucketOwnershipControlsCommandInput,
} from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { malformedXml, missingSetting } from '../errors.ts';
import type { S3State } from '../state.ts';

export const ownerships = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'];

export function putBucketOwnershipControls(
  state: S3State,
  input: PutBucketOwnershipControlsCommandInput,
): undefined {
  const bucket = bucketNamed(state, input.Bucket);
  const [rule, ...others] = input.OwnershipControls?.Rules ?? [];
  if (!ownerships.includes(rule?.ObjectOwnership ?? '') || others.length > 0) throw malformedXml();
  bucket.ownershipControls = input.OwnershipControls;
}

export function getBucketOwnershipControls(
  state: S3State,
  input: GetBucketOwnershipControlsCommandInput,
): GetBucketOwnershipControlsOutput {
  const bucket = bucketNamed(state, input.Bucket);
  if (bucket.ownershipControls) return { OwnershipControls: bucket.ownershipControls };
  throw missingSetting(
    bucket,
    'OwnershipControlsNotFoundError',
    'The bucket ownership controls were not found',
  );
}

export function deleteBucketOwnershipControls(
  state: S3State,
  input: DeleteBucketOwnershipControlsCommandInput,
): undefined {
  bucketNamed(state, input.Bucket).ownershipControls = undefined;
}
