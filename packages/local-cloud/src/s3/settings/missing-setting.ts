import { ServiceError } from '../../aws/service-error.ts';
import type { Bucket } from '../s3-state.ts';

/** What S3 answers when a bucket has no such setting. */
export function missingSetting(bucket: Bucket, code: string, message: string): ServiceError {
  return new ServiceError(code, message, 404, { BucketName: bucket.name });
}
