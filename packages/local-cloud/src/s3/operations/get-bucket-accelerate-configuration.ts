import type {
  GetBucketAccelerateConfigurationCommandInput,
  GetBucketAccelerateConfigurationOutput,
} from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import type { S3State } from '../state.ts';

/** Always empty, as for a bucket whose acceleration was never set. Terraform reads it of every bucket. */
export function getBucketAccelerateConfiguration(
  state: S3State,
  input: GetBucketAccelerateConfigurationCommandInput,
): GetBucketAccelerateConfigurationOutput {
  bucketNamed(state, input.Bucket);
  return {};
}
