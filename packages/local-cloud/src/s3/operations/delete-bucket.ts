import type { DeleteBucketCommandInput } from '@aws-sdk/client-s3';
import { ServiceError } from '../../aws/service-error.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { dropUpload } from '../objects/multipart-upload.ts';
import type { S3State } from '../state.ts';

export function deleteBucket(state: S3State, input: DeleteBucketCommandInput): undefined {
  const bucket = bucketNamed(state, input.Bucket);
  if (bucket.objects.size > 0) throw bucketNotEmpty(bucket.name, bucket.versioning !== undefined);
  for (const upload of bucket.uploads.values()) dropUpload(state, bucket, upload);
  state.buckets.delete(bucket.name);
}

function bucketNotEmpty(name: string, isVersioned: boolean): ServiceError {
  const message = isVersioned
    ? 'The bucket you tried to delete is not empty. You must delete all versions in the bucket.'
    : 'The bucket you tried to delete is not empty';
  return new ServiceError('BucketNotEmpty', message, 409, { BucketName: name });
}
