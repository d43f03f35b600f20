import type { Tag } from '@aws-sdk/client-s3';
import { ServiceError } from '../../aws/service-error.ts';
import { invalidArgument, malformedXml } from '../errors.ts';

/** AWS's messages for reserved keys, by what is tagged; the error with the last one does not show the key. */
const ofBuckets = 'System tags cannot be added/updated by requester';
export const ofObjects = 'Your TagKey cannot be prefixed with aws:';
export const ofNewBuckets =
  'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.';

/** The tags themselves when S3 takes them; else throws `InvalidTag`, `BadRequest` or `MalformedXML`. */
export function validTags(
  tags: readonly Tag[] | undefined,
  limit: number,
  reserved: string = ofBuckets,
): readonly Tag[] {
  const given = tags ?? [];
  if (given.length > limit) {
    throw new ServiceError('BadRequest', `Object tags cannot be greater than ${limit}`);
  }
  const keys = new Set<string>();
  for (const { Key, Value } of given) {
    if (Key === undefined || Value === undefined) throw malformedXml();
    const fields = { TagKey: Key };
    if (!keyPattern.test(Key)) throw invalidTag('The TagKey you have provided is invalid', fields);
    if (!valuePattern.test(Value)) {
      throw invalidTag('The TagValue you have provided is invalid', { ...fields, TagValue: Value });
    }
    if (/^aws:/i.test(Key)) throw invalidTag(reserved, reserved === ofNewBuckets ? {} : fields);
    if (keys.has(Key)) throw invalidTag('Cannot provide multiple Tags with the same key', fields);
    keys.add(Key);
  }
  return given;
}

/** The tags of the `x-amz-tagging` header, written as a URL's query. */
export function tagsFromHeader(tagging: string | undefined): readonly Tag[] {
  const pairs = [...new URLSearchParams(tagging ?? '')];
  const isValid = pairs.every(([Key, Value]) => keyPattern.test(Key) && valuePattern.test(Value));
  if (!isValid || new Set(pairs.map(([Key]) => Key)).size < pairs.length) {
    throw invalidArgument(
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      'x-amz-tagging',
      tagging ?? '',
    );
  }
  return validTags(
    pairs.map(([Key, Value]) => ({ Key, Value })),
    10,
  );
}

const keyPattern = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const valuePattern = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

function invalidTag(message: string, fields: Readonly<Record<string, string>>): ServiceError {
  return new ServiceError('InvalidTag', message, 400, fields);
}
