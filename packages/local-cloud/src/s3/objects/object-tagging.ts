import type {
  DeleteObjectTaggingCommandInput,
  DeleteObjectTaggingOutput,
  GetObjectTaggingCommandInput,
  GetObjectTaggingOutput,
  PutObjectTaggingCommandInput,
  PutObjectTaggingOutput,
  Tag,
} from '@aws-sdk/client-s3';
import type { S3State } from '../s3-state.ts';
import { validTags } from '../settings/tags.ts';
import { replaceTags, shownVersionId } from './object-store.ts';
import { type ObjectAddress, readableObject } from './readable-object.ts';

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

function setTags(
  state: S3State,
  address: ObjectAddress,
  tags: readonly Tag[],
): { VersionId: string | undefined } {
  const { bucket, version } = readableObject(state, address);
  replaceTags(bucket, version, tags);
  return { VersionId: shownVersionId(bucket, version) };
}
