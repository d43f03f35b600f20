import type { PutObjectCommandInput } from '@aws-sdk/client-s3';
import { type Account, regionalArn } from '../../account.ts';
import { invalidArgument, notImplemented } from '../errors.ts';
import type { Bucket, ObjectHeaders } from '../state.ts';

type EncryptionMember = 'ServerSideEncryption' | 'SSEKMSKeyId' | 'BucketKeyEnabled';
type Encryption = Pick<ObjectHeaders, EncryptionMember>;
type EncryptionInput = Pick<PutObjectCommandInput, EncryptionMember>;

/**
 * What a new object says of its encryption: what the request asks for, else the bucket's default. `aws:kms` without a
 * key means the one that AWS manages for S3. It needs no KMS, because everyone who may read an object may use it.
 */
export function objectEncryption(account: Account, bucket: Bucket, input: EncryptionInput): Encryption {
  const [rule] = bucket.encryption.Rules ?? [];
  const algorithm =
    input.ServerSideEncryption ?? rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm ?? 'AES256';
  requireManagedKey(input.SSEKMSKeyId);
  if (algorithm === 'AES256') return { ServerSideEncryption: algorithm };
  if (algorithm !== 'aws:kms') throw unsupportedAlgorithm(algorithm);
  const usesBucketKey = input.BucketKeyEnabled ?? rule?.BucketKeyEnabled;
  return {
    ServerSideEncryption: algorithm,
    SSEKMSKeyId: regionalArn({ ...account, region: bucket.region }, 'kms', `key/${managedKeyId}`),
    ...(usesBucketKey && { BucketKeyEnabled: true }),
  };
}

/** The members of an output that say how the object is encrypted. */
export function shownEncryption(headers: ObjectHeaders): Encryption {
  const { ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled } = headers;
  return { ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled };
}

/** AWS gives every account a key with the alias `aws/s3`; here its id is always the same. */
const managedKeyId = '5a3e7a30-6b1f-4c57-9d0e-2f8c1b64d973';

/** Its names: the alias, the id and the ARNs of both. */
export const managedKey = new RegExp(
  `^(?:arn:aws:kms:[\\w-]+:\\d{12}:(?=alias/|key/)(?:key/)?)?(?:alias/aws/s3|${managedKeyId})$`,
);

export function requireManagedKey(keyId: string | undefined): void {
  if (keyId === undefined || managedKey.test(keyId)) return;
  throw notImplemented('encryption with KMS keys of your own');
}

function unsupportedAlgorithm(algorithm: string) {
  if (algorithm.startsWith('aws:')) return notImplemented(`the encryption ${algorithm}`);
  const message = 'The encryption method specified is not supported';
  return invalidArgument(message, 'x-amz-server-side-encryption', algorithm);
}
