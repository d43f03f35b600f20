import type { LifecycleRule, LifecycleRuleFilter } from '@aws-sdk/client-s3';
import type { Bucket, ObjectContent, ObjectVersion } from '../state.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** When a rule of its bucket makes an object expire, as the `x-amz-expiration` header says it; nothing expires here. */
export function expirationOf(bucket: Bucket, version: ObjectVersion): string | undefined {
  const { content } = version;
  if (!content) return undefined;
  const matching = (bucket.lifecycle ?? []).filter((rule) => isFor(rule, version.key, content));
  const [first] = matching
    .flatMap((rule) => expiryOf(rule, version.lastModified))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  return first && `expiry-date="${first.at.toUTCString()}", rule-id="${encodeURIComponent(first.id)}"`;
}

function expiryOf(
  { ID: id = '', Expiration }: LifecycleRule,
  lastModified: Date,
): { at: Date; id: string }[] {
  const { Date: date, Days: days } = Expiration ?? {};
  if (date !== undefined) return [{ at: new Date(date), id }];
  if (days === undefined) return [];
  // Midnight after the last day.
  const at = new Date(Math.ceil((lastModified.getTime() + days * dayMs) / dayMs) * dayMs);
  return [{ at, id }];
}

function isFor({ Status, Filter, Prefix }: LifecycleRule, key: string, content: ObjectContent): boolean {
  const { And, Tag, ...filter }: LifecycleRuleFilter = Filter || {};
  const { Tags = Tag ? [Tag] : [], ...conditions } = { ...filter, ...And };
  const { ObjectSizeGreaterThan: above = -1, ObjectSizeLessThan: below = Number.POSITIVE_INFINITY } =
    conditions;
  const { length } = content.body;
  return (
    Status === 'Enabled' &&
    key.startsWith(conditions.Prefix ?? Prefix ?? '') &&
    length > Number(above) &&
    length < Number(below) &&
    Tags.every((tag) => content.tags.some(({ Key, Value }) => Key === tag.Key && Value === tag.Value))
  );
}
