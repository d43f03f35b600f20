import type { Tag } from '@aws-sdk/client-s3';
import { ServiceError } from '../../aws/service-error.ts';

/** The tags themselves when S3 takes them; else throws `InvalidTag` or `BadRequest`. */
export function validTags(tags: readonly Tag[] | undefined, limit: number): readonly Tag[] {
  const given = tags ?? [];
  if (given.length > limit) {
    throw new ServiceError('BadRequest', `Object tags cannot be greater than ${limit}`);
  }
  for (const { Key = '', Value = '' } of given) {
    if (Key.length === 0 || Key.length > 128) throw invalidTag('The TagKey you have provided is invalid');
    if (Value.length > 256) throw invalidTag('The TagValue you have provided is invalid');
    if (/^aws:/i.test(Key)) throw invalidTag('System tags cannot be added/updated by requester');
  }
  if (new Set(given.map(({ Key }) => Key)).size < given.length) {
    throw invalidTag('Cannot provide multiple Tags with the same key');
  }
  return given.map(({ Key, Value = '' }) => ({ Key, Value }));
}

function invalidTag(message: string): ServiceError {
  return new ServiceError('InvalidTag', message);
}
