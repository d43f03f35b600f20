import { ServiceError } from '../../aws/service-error.ts';
import { invalidArgument, preconditionFailed } from '../errors.ts';
import { objectOfUrl } from '../rest/request-target.ts';
import type { S3State } from '../state.ts';
import { failedCondition } from './read-conditions.ts';
import { type ReadableObject, readableObject } from './readable-object.ts';
import { requireReadable } from './storage-class.ts';

interface CopySourceInput {
  readonly CopySource?: string | undefined;
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: Date | undefined;
  readonly CopySourceIfUnmodifiedSince?: Date | undefined;
}

/** The source of a copy, where it meets the caller's conditions. */
export function copySource(state: S3State, input: CopySourceInput): ReadableObject {
  const source = readableObject(state, parseCopySource(input.CopySource ?? ''));
  requireReadable(source.content);
  const conditions = {
    IfMatch: input.CopySourceIfMatch,
    IfNoneMatch: input.CopySourceIfNoneMatch,
    IfModifiedSince: input.CopySourceIfModifiedSince,
    IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
  };
  const { lastModified } = source.version;
  const failed = failedCondition(conditions, { etag: source.content.etag, lastModified });
  if (failed) throw preconditionFailed(`x-amz-copy-source-${failed}`);
  return source;
}

/** `bucket/key?versionId=…`, percent-encoded, with or without a leading slash, or an object's URL. A plus is a space. */
export function parseCopySource(source: string): { Bucket: string; Key: string; VersionId?: string } {
  const [, path = '', VersionId] = /^\/?(.*?)(?:\?versionId=([^&]+))?$/s.exec(source) ?? [];
  const ofUrl = objectOfUrl(path);
  const named = ofUrl ? `${ofUrl.bucket}/${ofUrl.key}` : decode(path.replaceAll('+', ' '));
  const [, Bucket, Key] = /^([^/]+)\/(.+)$/s.exec(named) ?? [];
  if (!Bucket || !Key) {
    throw invalidArgument('Invalid copy source object key', 'x-amz-copy-source', 'x-amz-copy-source');
  }
  return { Bucket, Key, ...(VersionId !== undefined && { VersionId }) };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new ServiceError('InvalidArgument', 'Invalid copy source encoding.');
  }
}
