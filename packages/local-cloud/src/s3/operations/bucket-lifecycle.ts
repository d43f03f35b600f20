import type {
  DeleteBucketLifecycleCommandInput,
  GetBucketLifecycleConfigurationCommandInput,
  GetBucketLifecycleConfigurationOutput,
  PutBucketLifecycleConfigurationCommandInput,
} from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { malformedXml, missingSetting } from '../errors.ts';
import type { S3State } from '../state.ts';

/** The rules are stored and returned, not run: an embedded cloud ends before its objects are a day old. */
export function putBucketLifecycleConfiguration(
  state: S3State,
  input: PutBucketLifecycleConfigurationCommandInput,
): undefined {
  const bucket = bucketNamed(state, input.Bucket);
  const rules = input.LifecycleConfiguration?.Rules ?? [];
  const areValid = rules.every(({ Status }) => Status === 'Enabled' || Status === 'Disabled');
  if (rules.length === 0 || rules.length > 1000 || !areValid) throw malformedXml();
  bucket.lifecycle = rules;
  bucket.transitionSize = input.TransitionDefaultMinimumObjectSize;
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
