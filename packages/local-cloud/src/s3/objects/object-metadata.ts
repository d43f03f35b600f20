import type { PutObjectCommandInput } from '@aws-sdk/client-s3';
import { ServiceError } from '../../aws/service-error.ts';
import type { Bucket, ObjectHeaders, S3State } from '../state.ts';
import { objectEncryption } from './object-encryption.ts';
import { storageClass } from './storage-class.ts';

/** What an object is stored with besides its bytes, as PutObject, CopyObject and CreateMultipartUpload take it. */
export type MetadataInput = Pick<
  PutObjectCommandInput,
  | 'ACL'
  | 'BucketKeyEnabled'
  | 'CacheControl'
  | 'ContentDisposition'
  | 'ContentEncoding'
  | 'ContentLanguage'
  | 'ContentType'
  | 'Metadata'
  | 'ServerSideEncryption'
  | 'SSEKMSKeyId'
  | 'StorageClass'
  | 'Tagging'
  | 'WebsiteRedirectLocation'
> & { readonly ExpiresString?: string | undefined };

const maxMetadataBytes = 2048;

export function objectHeaders({ account }: S3State, bucket: Bucket, input: MetadataInput): ObjectHeaders {
  checkAcl(input.ACL);
  return {
    CacheControl: input.CacheControl,
    ContentDisposition: input.ContentDisposition,
    ContentEncoding: input.ContentEncoding,
    ContentLanguage: input.ContentLanguage,
    ContentType: input.ContentType ?? 'binary/octet-stream',
    ExpiresString: input.ExpiresString,
    StorageClass: storageClass(input.StorageClass),
    WebsiteRedirectLocation: input.WebsiteRedirectLocation,
    ...objectEncryption(account, bucket, input),
  };
}

export function userMetadata(input: MetadataInput): Record<string, string> {
  const metadata = input.Metadata ?? {};
  const size = Object.entries(metadata).reduce(
    (total, [name, value]) => total + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );
  if (size <= maxMetadataBytes) return metadata;
  throw new ServiceError(
    'MetadataTooLarge',
    'Your metadata headers exceed the maximum allowed metadata size',
    400,
    { Size: size, MaxSizeAllowed: maxMetadataBytes },
  );
}

function checkAcl(acl: string | undefined): void {
  if (acl === undefined || acl === 'private' || acl === 'bucket-owner-full-control') return;
  throw new ServiceError('AccessControlListNotSupported', 'The bucket does not allow ACLs');
}
