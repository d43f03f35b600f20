import type {
  DeleteBucketEncryptionCommandInput,
  GetBucketEncryptionCommandInput,
  GetBucketEncryptionOutput,
  PutBucketEncryptionCommandInput,
  ServerSideEncryptionConfiguration,
} from '@aws-sdk/client-s3';
import { ServiceError } from '../../aws/service-error.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { malformedXml, notImplemented } from '../errors.ts';
import { requireManagedKey } from '../objects/object-encryption.ts';
import type { S3State } from '../state.ts';

/** Every bucket's encryption since 2023, unless the owner sets another. */
export const defaultEncryption: ServerSideEncryptionConfiguration = {
  Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
};

export function putBucketEncryption(state: S3State, input: PutBucketEncryptionCommandInput): undefined {
  const bucket = bucketNamed(state, input.Bucket);
  const [rule, ...others] = input.ServerSideEncryptionConfiguration?.Rules ?? [];
  if (!rule || others.length > 0) throw malformedXml();
  const { BlockedEncryptionTypes, BucketKeyEnabled, ApplyServerSideEncryptionByDefault: byDefault } = rule;
  // A rule for bucket keys or blocked encryption alone leaves the encryption as it is.
  const algorithm = byDefault
    ? byDefault.SSEAlgorithm
    : (BucketKeyEnabled ?? BlockedEncryptionTypes) !== undefined && 'AES256';
  if (!algorithm) throw malformedXml();
  if (algorithm !== 'AES256' && algorithm !== 'aws:kms') throw notImplemented(`the encryption ${algorithm}`);
  if (byDefault?.KMSMasterKeyID && algorithm === 'AES256') {
    const message =
      'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse';
    throw new ServiceError('InvalidArgument', message, 400, {
      ArgumentName: 'ApplyServerSideEncryptionByDefault',
    });
  }
  requireManagedKey(byDefault?.KMSMasterKeyID || undefined);
  bucket.encryption = {
    Rules: [
      {
        ApplyServerSideEncryptionByDefault: byDefault ?? { SSEAlgorithm: 'AES256' },
        BucketKeyEnabled: BucketKeyEnabled ?? false,
        ...(BlockedEncryptionTypes && { BlockedEncryptionTypes }),
      },
    ],
  };
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
