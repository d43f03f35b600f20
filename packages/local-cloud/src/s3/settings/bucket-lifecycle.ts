import type {
  DeleteBucketLifecycleCommandInput,
  GetBucketLifecycleConfigurationCommandInput,
  GetBucketLifecycleConfigurationOutput,
  PutBucketLifecycleConfigurationCommandInput,
} from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { malformedXml } from '../s3-error.ts';
import type { S3State } from '../s3-state.ts';
import { missingSetting } from './missing-setting.ts';

/** The rules are kept and answered, not run: an embedded cloud is gone before its objects are a day old. */
export function putBucketLifecycleConfiguration(
  state: S3State,
  input: PutBucketLifecycleConfigurationCommandInput,
): undefined {
  const bucket = bucketNamed(state, input.Bucket);
  const rules = input.LifecycleConfiguration?.Rules ?? [];
  const areValid = rules.every(({ Status }) => Status === 'Enabled' || Status === 'Disabled');
  if (rules.length === 0 || rules.length > 1000 || !areValid) throw malformedXml();
  bucket.lifecycle = rules;
}

export function getBucketLifecycleConfiguration(
  state: S3State,
  input: GetBucketLifecycleConfigurationCommandInput,
): GetBucketLifecycleConfigurationOutput {
  const bucket = bucketNamed(state, input.Bucket);
  if (bucket.lifecycle) return { Rules: [...bucket.lifecycle] };
  throw missingSetting(bucket, 'NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist');
}

export function deleteBucketLifecycle(state: S3State, input: DeleteBucketLifecycleCommandInput): undefined {
  bucketNamed(state, input.Bucket).lifecycle = undefined;
}
