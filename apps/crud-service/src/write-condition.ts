import type { EntityTags, Preconditions } from './preconditions.ts';

/**
 * Preconditions as a DynamoDB condition. The table checks it in the same step in which it writes, so that of two
 * clients that expect the same state only one can succeed.
 */
export function writeCondition({ ifMatch, ifNoneMatch }: Preconditions) {
  const tags = [...new Set([ifMatch, ifNoneMatch].flatMap((one = []) => (one === '*' ? [] : one)))];
  const placeholder = (tag: string) => `:etag${tags.indexOf(tag)}`;
  const includes = (one: EntityTags) =>
    one === '*' ? 'attribute_exists(etag)' : `etag IN (${one.map(placeholder).join(', ')})`;

  const clauses = [ifMatch && includes(ifMatch), ifNoneMatch && `NOT (${includes(ifNoneMatch)})`];
  return {
    ConditionExpression: clauses.filter((clause) => clause !== undefined).join(' AND ') || undefined,
    // DynamoDB refuses an empty map.
    ExpressionAttributeValues:
      tags.length > 0 ? Object.fromEntries(tags.map((tag) => [placeholder(tag), tag])) : undefined,
  };
}
