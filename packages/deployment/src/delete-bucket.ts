import {
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ObjectIdentifier,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ArtifactBucket } from './artifact-bucket.ts';
import { DeployError } from './deploy-error.ts';

/** Deletes a bucket with every version of every object in it; returns how many those were. */
export async function deleteBucket(
  s3: S3Client,
  bucket: ArtifactBucket,
  signal: AbortSignal,
): Promise<number> {
  const count = await emptyBucket(s3, bucket, signal);
  await s3.send(new DeleteBucketCommand({ Bucket: bucket.name, ExpectedBucketOwner: bucket.account }));
  return count;
}

// Markers of deleted objects are versions too.
async function emptyBucket(
  s3: S3Client,
  { name, account }: ArtifactBucket,
  signal: AbortSignal,
): Promise<number> {
  const bucket = { Bucket: name, ExpectedBucketOwner: account };
  for (let count = 0; ; ) {
    signal.throwIfAborted();
    // One page is at most 1,000, which is also what DeleteObjects takes. What is deleted leaves the next first page.
    const page = await s3.send(new ListObjectVersionsCommand(bucket));
    const found = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    if (found.length === 0) return count;
    const objects = found.map(({ Key = '', VersionId }): ObjectIdentifier => ({ Key, VersionId }));
    const { Errors: errors } = await s3.send(
      new DeleteObjectsCommand({ ...bucket, Delete: { Objects: objects, Quiet: true } }),
    );
    const [refused] = errors ?? [];
    if (refused) throw new DeployError(`${name}/${refused.Key} stays: ${refused.Code} ${refused.Message}`);
    count += objects.length;
  }
}
