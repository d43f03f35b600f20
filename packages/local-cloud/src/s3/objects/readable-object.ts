import { ServiceError } from '../../aws/service-error.ts';
import { bucketNamed } from '../buckets/bucket-named.ts';
import { invalidVersionId, noSuchKey } from '../errors.ts';
import type { Bucket, ObjectContent, ObjectVersion, S3State } from '../state.ts';
import { findVersion, shownVersionId } from './object-store.ts';
import { isVersionId } from './version-id.ts';

export interface ObjectName {
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
}

export interface ReadableObject {
  readonly bucket: Bucket;
  readonly version: ObjectVersion;
  readonly content: ObjectContent;
}

/** The object or version that a reader names; throws `NoSuchKey` or `NoSuchVersion`, and `MethodNotAllowed` for a delete marker. */
export function readableObject(state: S3State, name: ObjectName): ReadableObject {
  const bucket = bucketNamed(state, name.Bucket);
  const { Key = '', VersionId } = name;
  const version = findVersion(bucket, Key, VersionId);
  if (version?.content) return { bucket, version, content: version.content };
  if (!version) throw VersionId === undefined ? noSuchKey(Key) : noSuchVersion(Key, VersionId);
  const marker = { DeleteMarker: true, VersionId: shownVersionId(bucket, version) };
  if (VersionId !== undefined) throw isDeleteMarker('GET', { ...marker, LastModified: version.lastModified });
  throw new ServiceError('NoSuchKey', 'The specified key does not exist.', 404, { Key, ...marker });
}

/** What a delete marker lets nobody do. */
export function isDeleteMarker(Method: string, fields: Readonly<Record<string, unknown>> = {}): ServiceError {
  return new ServiceError(
    'MethodNotAllowed',
    'The specified method is not allowed against this resource.',
    405,
    { Method, ResourceType: 'DeleteMarker', Allow: 'DELETE', ...fields },
  );
}

/** The version is gone, or the text never was the id of one. */
function noSuchVersion(Key: string, VersionId: string): ServiceError {
  if (!isVersionId(VersionId)) return invalidVersionId(VersionId);
  const message = 'The specified version does not exist.';
  return new ServiceError('NoSuchVersion', message, 404, { Key, VersionId });
}
