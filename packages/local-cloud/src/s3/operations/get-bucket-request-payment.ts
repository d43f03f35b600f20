import type { GetBucketRequestPaymentCommandInput, GetBucketRequestPaymentOutput } from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import type { S3State } from '../state.ts';

/** Always the owner: nothing is billed here. Terraform reads it of every bucket. */
export function getBucketRequestPayment(
  state: S3State,
  input: GetBucketRequestPaymentCommandInput,
): GetBucketRequestPaymentOutput {
  bucketNamed(state, input.Bucket);
  return { Payer: 'BucketOwner' };
}
