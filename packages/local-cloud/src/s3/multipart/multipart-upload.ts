import type { Tag } from '@aws-sdk/client-s3';
import { ServiceError } from '../../aws/service-error.ts';
import type { ChecksumAlgorithm, Checksums } from '../body/checksum.ts';
import type { Bucket, ObjectHeaders, S3State } from '../s3-state.ts';

/** An upload that has begun, with the parts that arrived so far by their number. */
export interface MultipartUpload {
  readonly uploadId: string;
  readonly key: string;
  readonly initiated: Date;
  readonly headers: ObjectHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  readonly checksumAlgorithm?: ChecksumAlgorithm | undefined;
  readonly checksumType: 'COMPOSITE' | 'FULL_OBJECT';
  readonly parts: Map<number, UploadedPart>;
}

export interface UploadedPart {
  readonly body: Buffer;
  readonly etag: string;
  readonly lastModified: Date;
  readonly checksums: Checksums;
}

export function uploadNamed(
  bucket: Bucket,
  input: { readonly Key?: string | undefined; readonly UploadId?: string | undefined },
): MultipartUpload {
  const upload = bucket.uploads.get(input.UploadId ?? '');
  if (upload && upload.key === input.Key) return upload;
  throw new ServiceError(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    404,
    { UploadId: input.UploadId },
  );
}

/** Forgets an upload and frees the memory of its parts. */
export function dropUpload(state: S3State, bucket: Bucket, upload: MultipartUpload): void {
  for (const part of upload.parts.values()) state.storedBytes -= part.body.length;
  bucket.uploads.delete(upload.uploadId);
}
