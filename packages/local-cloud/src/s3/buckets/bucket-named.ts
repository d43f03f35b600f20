import { noSuchBucket } from '../s3-error.ts';
import type { Bucket, S3State } from '../s3-state.ts';

/** The bucket of that name; throws `NoSuchBucket`. */
export function bucketNamed(state: S3State, name: string | undefined): Bucket {
  const bucket = state.buckets.get(name ?? '');
  if (!bucket) throw noSuchBucket(name ?? '');
  return bucket;
}
