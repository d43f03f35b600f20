import type {
  DeleteBucketTaggingCommandInput,
  GetBucketTaggingCommandInput,
  GetBucketTaggingOutput,
  PutBucketTaggingCommandInput,
} from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { missingSetting } from '../errors.ts';
import { validTags } from '../objects/tags.ts';
import type { S3State } from '../state.ts';

export const maxTags = 50;

export function putBucketTagging(state: S3State, input: PutBucketTaggingCommandInput): undefined {
  const bucket = bucketNamed(state, input.Bucket);
  const tags = validTags(input.Tagging?.TagSet, maxTags);
  bucket.tags = tags.length > 0 ? tags : undefined;
}

export function getBucketTagging(
  state: S3State,
  input: GetBucketTaggingCommandInput,
): GetBucketTaggingOutput {
  const bucket = bucketNamed(state, input.Bucket);
  const { tags = [], systemTags = [] } = bucket;
  const TagSet = [...tags, ...systemTags];
  if (!bucket.tags && TagSet.length === 0) {
    throw missingSetting(bucket, 'NoSuchTagSet', 'The TagSet does not exist');
  }
  return { TagSet };
}

export function deleteBucketTagging(state: S3State, input: DeleteBucketTaggingCommandInput): undefined {
  bucketNamed(state, input.Bucket).tags = undefined;
}
