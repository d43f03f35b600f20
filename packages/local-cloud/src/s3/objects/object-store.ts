import type { Tag } from '@aws-sdk/client-s3';
import { ServiceError } from '../../aws/service-error.ts';
import { releaseBody, retainBody } from '../body/stored-body.ts';
import type { Bucket, ObjectContent, ObjectEventName, ObjectVersion, S3State } from '../state.ts';
import { newVersionId } from './version-id.ts';
import { wholeSeconds } from './whole-seconds.ts';

/**
 * Every write and deletion of an object goes through this file: it counts the stored bytes and
 * calls the listeners.
 */
export function addVersion(
  state: S3State,
  bucket: Bucket,
  key: string,
  content: ObjectContent | undefined,
  eventName: ObjectEventName,
): ObjectVersion {
  const versionId = bucket.versioning === 'Enabled' ? newVersionId() : 'null';
  const older = bucket.objects.get(key) ?? [];
  const replaced = older.find((version) => version.versionId === versionId);
  reserveBytes(state, sizeOf(content) - sizeOf(replaced?.content));
  if (content) retainBody(content.body);
  if (replaced?.content) releaseBody(replaced.content.body);
  const version: ObjectVersion = {
    key,
    versionId,
    lastModified: wholeSeconds(),
    ...(content && { content }),
  };
  setVersions(bucket, key, [version, ...older.filter((other) => other !== replaced)]);
  announce(state, bucket, version, eventName);
  return version;
}

export function removeVersion(state: S3State, bucket: Bucket, version: ObjectVersion): void {
  const versions = bucket.objects.get(version.key) ?? [];
  state.stored.bytes -= sizeOf(version.content);
  if (version.content) releaseBody(version.content.body);
  const left = versions.filter((other) => other !== version);
  setVersions(bucket, version.key, left);
  announce(state, bucket, version, 'ObjectRemoved:Delete');
}

/** Tags are the one thing of a version that can change. */
export function replaceTags(bucket: Bucket, version: ObjectVersion, tags: readonly Tag[]): void {
  if (!version.content) return;
  const changed = { ...version, content: { ...version.content, tags } };
  const versions = bucket.objects.get(version.key) ?? [];
  setVersions(
    bucket,
    version.key,
    versions.map((other) => (other === version ? changed : other)),
  );
}

/** The version of that id, else the newest; it may be a delete marker. */
export function findVersion(
  bucket: Bucket,
  key: string | undefined,
  versionId: string | undefined,
): ObjectVersion | undefined {
  const versions = bucket.objects.get(key ?? '') ?? [];
  return versionId === undefined ? versions[0] : versions.find((version) => version.versionId === versionId);
}

/** Counts bytes that are about to be stored; throws when they do not fit. */
export function reserveBytes(state: S3State, bytes: number): void {
  if (state.stored.bytes + bytes > state.maxStoredBytes) {
    throw new ServiceError(
      'InsufficientStorage',
      `Expected at most ${state.maxStoredBytes} bytes in all buckets of this embedded cloud, ${state.stored.bytes} are stored and ${bytes} more were sent.`,
      507,
    );
  }
  state.stored.bytes += bytes;
}

/** The id as responses show it: `undefined` where versioning was never enabled. */
export function shownVersionId(bucket: Bucket, version: ObjectVersion): string | undefined {
  return bucket.versioning === undefined ? undefined : version.versionId;
}

/** The id as the response to a write shows it, which is not the `null` of a bucket whose versioning is suspended. */
export function writtenVersionId(bucket: Bucket, version: ObjectVersion): string | undefined {
  return version.versionId === 'null' ? undefined : shownVersionId(bucket, version);
}

function setVersions(bucket: Bucket, key: string, versions: readonly ObjectVersion[]): void {
  if (!bucket.objects.has(key) || versions.length === 0) bucket.sortedKeys = undefined;
  if (versions.length === 0) bucket.objects.delete(key);
  else bucket.objects.set(key, versions);
}

function announce(state: S3State, bucket: Bucket, version: ObjectVersion, eventName: ObjectEventName): void {
  const isCreated = eventName.startsWith('ObjectCreated:');
  const versionId = shownVersionId(bucket, version);
  for (const listener of state.eventListeners) {
    listener({
      eventName,
      eventTime: new Date(),
      bucket: bucket.name,
      key: version.key,
      ...(versionId !== undefined && { versionId }),
      ...(isCreated &&
        version.content && {
          size: version.content.body.length,
          eTag: version.content.etag.replaceAll('"', ''),
        }),
    });
  }
}

function sizeOf(content: ObjectContent | undefined): number {
  return content?.body.length ?? 0;
}
