import type { DeleteObjectCommandInput, DeleteObjectCommandOutput } from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { invalidVersionId, noSuchKey, preconditionFailed } from '../errors.ts';
import { validKey } from '../objects/object-key.ts';
import { addVersion, findVersion, removeVersion, shownVersionId } from '../objects/object-store.ts';
import { etagMatches } from '../objects/read-conditions.ts';
import { isVersionId } from '../objects/version-id.ts';
import type { S3State } from '../state.ts';

/**
 * With a version id, removes that version for good; without, removes the object, which in a versioned bucket
 * puts a delete marker on top of it. What is not there is deleted already.
 */
export function deleteObject(
  state: S3State,
  input: DeleteObjectCommandInput,
): Omit<DeleteObjectCommandOutput, '$metadata'> {
  const bucket = bucketNamed(state, input.Bucket);
  const key = validKey(input.Key);
  const version = findVersion(bucket, key, input.VersionId);
  if (input.IfMatch !== undefined) {
    if (!version?.content) throw noSuchKey(key);
    if (!etagMatches(input.IfMatch, version.content.etag)) throw preconditionFailed('If-Match');
  }
  if (input.VersionId !== undefined) {
    if (!version && !isVersionId(input.VersionId)) throw invalidVersionId(input.VersionId);
    if (version) removeVersion(state, bucket, version);
    return { VersionId: input.VersionId, ...(version && !version.content && { DeleteMarker: true }) };
  }
  if (bucket.versioning === undefined) {
    if (version) removeVersion(state, bucket, version);
    return {};
  }
  const marker = addVersion(state, bucket, key, undefined, 'ObjectRemoved:DeleteMarkerCreated');
  return { DeleteMarker: true, VersionId: shownVersionId(bucket, marker) };
}
