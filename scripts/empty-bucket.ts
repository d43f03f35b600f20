import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ObjectIdentifier,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { ArtifactBucket } from './artifact-bucket.ts';
import { DeployError } from './deploy-error.ts';

/** Deletes every version of every object, and the markers of deleted ones; returns how many. */
export async function emptyBucket(
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
