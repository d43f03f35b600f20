import { noSuchKey, notImplemented, preconditionFailed } from '../errors.ts';
import type { Bucket } from '../state.ts';
import { findVersion } from './object-store.ts';
import { etagMatches } from './read-conditions.ts';

interface WriteConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/**
 * Refuses a write whose `If-None-Match: *` finds an object or whose `If-Match` finds another object or no object.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function checkWriteConditions(bucket: Bucket, key: string, conditions: WriteConditions): void {
  const { IfMatch, IfNoneMatch } = conditions;
  const existing = findVersion(bucket, key, undefined)?.content;
  if (IfNoneMatch !== undefined) {
    if (IfNoneMatch !== '*') throw notImplemented('If-None-Match with anything but * on a write');
    if (existing) throw preconditionFailed('If-None-Match');
  }
  if (IfMatch !== undefined) {
    if (!existing) throw noSuchKey(key);
    if (!etagMatches(IfMatch, existing.etag)) throw preconditionFailed('If-Match');
  }
}
