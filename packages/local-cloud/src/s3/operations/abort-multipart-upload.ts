import type { AbortMultipartUploadCommandInput } from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { dropUpload, uploadNamed } from '../objects/multipart-upload.ts';
import type { S3State } from '../state.ts';

export function abortMultipartUpload(state: S3State, input: AbortMultipartUploadCommandInput): undefined {
  const bucket = bucketNamed(state, input.Bucket);
  dropUpload(state, bucket, uploadNamed(bucket, input));
}
