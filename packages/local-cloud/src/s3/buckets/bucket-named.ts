import { noSuchBucket } from '../errors.ts';
import type { Bucket, S3State } from '../state.ts';

/** The bucket of that name; throws `NoSuchBucket`. */
export function bucketNamed(state: S3State, name: string | undefined): Bucket {
  const bucket = state.buckets.get(name ?? '');
  if (!bucket) throw noSuchBucket(name ?? '');
  return bucket;
}
