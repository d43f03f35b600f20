import type {
  DeleteBucketEncryptionCommandInput,
  GetBucketEncryptionCommandInput,
  GetBucketEncryptionOutput,
  PutBucketEncryptionCommandInput,
  ServerSideEncryptionConfiguration,
} from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { malformedXml, notImplemented } from '../errors.ts';
import type { S3State } from '../state.ts';

/** Every bucket's encryption since 2023, unless the owner sets another. */
export const defaultEncryption: ServerSideEncryptionConfiguration = {
  Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
};

export function putBucketEncryption(state: S3State, input: PutBucketEncryptionCommandInput): undefined {
  const bucket = bucketNamed(state, input.Bucket);
  const [rule, ...others] = input.ServerSideEncryptionConfiguration?.Rules ?? [];
  const algorithm = rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
  if (!rule || !algorithm || others.length > 0) throw malformedXml();
  if (algorithm !== 'AES256') throw notImplemented(`the encryption ${algorithm}`);
  bucket.encryption = { Rules: [{ BucketKeyEnabled: false, ...rule }] };
}

export function getBucketEncryption(
  state: S3State,
  input: GetBucketEncryptionCommandInput,
): GetBucketEncryptionOutput {
  return { ServerSideEncryptionConfiguration: bucketNamed(state, input.Bucket).encryption };
}

export function deleteBucketEncryption(state: S3State, input: DeleteBucketEncryptionCommandInput): undefined {
  bucketNamed(state, input.Bucket).encryption = defaultEncryption;
}
