import { ServiceError } from '../../aws/service-error.ts';
import { noSuchKey, preconditionFailed } from '../errors.ts';
import type { Bucket, MultipartUpload } from '../state.ts';
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
  checkValues(conditions);
  const existing = findVersion(bucket, key, undefined)?.content;
  if (IfNoneMatch !== undefined) {
    if (existing) throw preconditionFailed('If-None-Match');
  }
  if (IfMatch !== undefined) {
    if (!existing) throw noSuchKey(key);
    if (!etagMatches(IfMatch, existing.etag)) throw preconditionFailed('If-Match');
  }
}

/** Refuses to complete an upload on a condition when the object is another than when the upload began. */
export function refuseConflict(bucket: Bucket, upload: MultipartUpload, conditions: WriteConditions): void {
  const { IfMatch, IfNoneMatch } = conditions;
  if (IfMatch === undefined && IfNoneMatch === undefined) return;
  if (findVersion(bucket, upload.key, undefined)?.content?.body === upload.begunOn) return;
  throw new ServiceError(
    'ConditionalRequestConflict',
    'The conditional request cannot succeed due to a conflicting operation against this resource.',
    409,
    { Condition: IfMatch === undefined ? 'If-None-Match' : 'If-Match', Key: upload.key },
  );
}

/** S3 itself does not have these. */
function checkValues({ IfMatch, IfNoneMatch }: WriteConditions): void {
  if (IfMatch !== undefined && IfNoneMatch !== undefined) {
    const message = 'Multiple conditional request headers present in the request';
    throw unknownCondition('If-Match,If-None-Match', message);
  }
  const wrong = IfMatch === '*' ? 'If-Match' : (IfNoneMatch ?? '*') !== '*' ? 'If-None-Match' : undefined;
  if (wrong === undefined) return;
  throw unknownCondition(wrong, `We don't accept the provided value of ${wrong} header for this API`);
}

function unknownCondition(Header: string, additionalMessage: string): ServiceError {
  const message = 'A header you provided implies functionality that is not implemented';
  return new ServiceError('NotImplemented', message, 501, { Header, additionalMessage });
}
