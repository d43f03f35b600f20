import type {
  DeleteObjectTaggingCommandInput,
  DeleteObjectTaggingOutput,
  GetObjectTaggingCommandInput,
  GetObjectTaggingOutput,
  PutObjectTaggingCommandInput,
  PutObjectTaggingOutput,
  Tag,
} from '@aws-sdk/client-s3';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { findVersion, replaceTags, shownVersionId } from '../objects/object-store.ts';
import {
  isDeleteMarker,
  type ObjectName,
  type ReadableObject,
  readableObject,
} from '../objects/readable-object.ts';
import { ofObjects, validTags } from '../objects/tags.ts';
import type { S3State } from '../state.ts';

export function putObjectTagging(
  state: S3State,
  input: PutObjectTaggingCommandInput,
): PutObjectTaggingOutput {
  const tags = validTags(input.Tagging?.TagSet, 10, ofObjects);
  return setTags(state, input, tags, 'PUT');
}

export function getObjectTagging(
  state: S3State,
  input: GetObjectTaggingCommandInput,
): GetObjectTaggingOutput {
  const { bucket, version, content } = taggedObject(state, input, 'GET');
  return { VersionId: shownVersionId(bucket, version), TagSet: [...content.tags] };
}

export function deleteObjectTagging(
  state: S3State,
  input: DeleteObjectTaggingCommandInput,
): DeleteObjectTaggingOutput {
  return setTags(state, input, [], 'DELETE');
}

function setTags(
  state: S3State,
  name: ObjectName,
  tags: readonly Tag[],
  method: string,
): { VersionId: string | undefined } {
  const { bucket, version } = taggedObject(state, name, method);
  replaceTags(bucket, version, tags);
  return { VersionId: shownVersionId(bucket, version) };
}

/** A delete marker has no tags, even where it hides the object that is named. */
function taggedObject(state: S3State, name: ObjectName, method: string): ReadableObject {
  const version = findVersion(bucketNamed(state, name.Bucket), name.Key, name.VersionId);
  if (version && !version.content) throw isDeleteMarker(method);
  return readableObject(state, name);
}
