import type {
  DeleteObjectTaggingCommandInput,
  DeleteObjectTaggingOutput,
  GetObjectTaggingCommandInput,
  GetObjectTaggingOutput,
  PutObjectTaggingCommandInput,
  PutObjectTaggingOutput,
  Tag,
} from '@aws-sdk/client-s3';
import { replaceTags, shownVersionId } from '../objects/object-store.ts';
import { type ObjectName, readableObject } from '../objects/readable-object.ts';
import { validTags } from '../objects/tags.ts';
import type { S3State } from '../state.ts';

export function putObjectTagging(
  state: S3State,
  input: PutObjectTaggingCommandInput,
): PutObjectTaggingOutput {
  return setTags(state, input, validTags(input.Tagging?.TagSet, 10));
}

export function getObjectTagging(
  state: S3State,
  input: GetObjectTaggingCommandInput,
): GetObjectTaggingOutput {
  const { bucket, version, content } = readableObject(state, input);
  return { VersionId: shownVersionId(bucket, version), TagSet: [...content.tags] };
}

export function deleteObjectTagging(
  state: S3State,
  input: DeleteObjectTaggingCommandInput,
): DeleteObjectTaggingOutput {
  return setTags(state, input, []);
}

function setTags(state: S3State, name: ObjectName, tags: readonly Tag[]): { VersionId: string | undefined } {
  const { bucket, version } = readableObject(state, name);
  replaceTags(bucket, version, tags);
  return { VersionId: shownVersionId(bucket, version) };
}
