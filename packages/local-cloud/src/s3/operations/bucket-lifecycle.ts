import type {
  DeleteBucketLifecycleCommandInput,
  GetBucketLifecycleConfigurationCommandInput,
  GetBucketLifecycleConfigurationOutput,
  PutBucketLifecycleConfigurationCommandInput,
  PutBucketLifecycleConfigurationOutput,
} from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { validLifecycle } from '../buckets/valid-lifecycle.ts';
import { invalidRequest, missingSetting } from '../errors.ts';
import type { S3State } from '../state.ts';

const transitionSizes = ['all_storage_classes_128K', 'varies_by_storage_class'];

/** The rules are stored and returned, not run: an embedded cloud ends before its objects are a day old. */
export function putBucketLifecycleConfiguration(
  state: S3State,
  input: PutBucketLifecycleConfigurationCommandInput,
): PutBucketLifecycleConfigurationOutput {
  const bucket = bucketNamed(state, input.Bucket);
  const rules = validLifecycle(input.LifecycleConfiguration?.Rules ?? []);
  const { TransitionDefaultMinimumObjectSize: size = 'all_storage_classes_128K' } = input;
  if (!transitionSizes.includes(size)) {
    throw invalidRequest(`Invalid TransitionDefaultMinimumObjectSize found: ${size}`);
  }
  bucket.lifecycle = rules;
  bucket.transitionSize = size;
  return { TransitionDefaultMinimumObjectSize: size };
}

export function getBucketLifecycleConfiguration(
  state: S3State,
  input: GetBucketLifecycleConfigurationCommandInput,
): GetBucketLifecycleConfigurationOutput {
  const bucket = bucketNamed(state, input.Bucket);
  const { lifecycle, transitionSize = 'all_storage_classes_128K' } = bucket;
  if (lifecycle) return { Rules: [...lifecycle], TransitionDefaultMinimumObjectSize: transitionSize };
  throw missingSetting(bucket, 'NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist');
}

export function deleteBucketLifecycle(state: S3State, input: DeleteBucketLifecycleCommandInput): undefined {
  bucketNamed(state, input.Bucket).lifecycle = undefined;
}
