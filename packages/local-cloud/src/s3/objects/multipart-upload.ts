import { ServiceError } from '../../aws/service-error.ts';
import { releaseBody } from '../body/stored-body.ts';
import type { Bucket, MultipartUpload, S3State } from '../state.ts';

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

/** Forgets an upload and frees the bytes of its parts. */
export function dropUpload(state: S3State, bucket: Bucket, upload: MultipartUpload): void {
  for (const { body } of upload.parts.values()) {
    state.stored.bytes -= body.length;
    releaseBody(body);
  }
  bucket.uploads.delete(upload.uploadId);
}
