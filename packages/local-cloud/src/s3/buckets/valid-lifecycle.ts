import { randomUUID } from 'node:crypto';
import type { LifecycleExpiration, LifecycleRule, LifecycleRuleFilter } from '@aws-sdk/client-s3';
import { invalidArgument, invalidRequest, malformedXml } from '../errors.ts';

const maxRules = 1000;
const maxIdLength = 255;

/** Returns the rules, each with an id. Throws for rules that S3 refuses. */
export function validLifecycle(rules: readonly LifecycleRule[]): LifecycleRule[] {
  if (rules.length === 0 || rules.length > maxRules) throw malformedXml();
  for (const rule of rules) checkRule(rule);
  checkIds(rules.flatMap(({ ID }) => (ID ? [ID] : [])));
  return rules.map((rule) => ({ ...rule, ID: rule.ID ?? randomUUID() }));
}

function checkRule({ Status, Filter, Prefix, ...rule }: LifecycleRule): void {
  const hasStatus = Status === 'Enabled' || Status === 'Disabled';
  if (!hasStatus || (Filter === undefined && Prefix === undefined)) throw malformedXml();
  checkFilter(Filter || {});
  // An element without children is read as an empty text.
  if (rule.NoncurrentVersionExpiration !== undefined && !rule.NoncurrentVersionExpiration)
    throw malformedXml();
  checkExpiration(rule.Expiration);
  checkDays(rule);
}

/** One condition, or several within `And`. */
function checkFilter(filter: LifecycleRuleFilter): void {
  if (Object.values(filter).filter((value) => value !== undefined).length > 1) throw malformedXml();
  const tags = filter.And?.Tags ?? [];
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) {
    throw invalidRequest('Duplicate Tag Keys are not allowed.');
  }
}

function checkExpiration(expiration: LifecycleExpiration | undefined): void {
  const { Date: date, Days, ExpiredObjectDeleteMarker: marker } = expiration || {};
  if ([date, Days, marker].filter((value) => value !== undefined).length > 1) throw malformedXml();
  if (date === undefined || new Date(date).getTime() % (24 * 60 * 60 * 1000) === 0) return;
  throw invalidArgument("'Date' must be at midnight GMT", 'Date', String(date));
}

/** The numbers of days that are positive; a transition may come at once. */
function checkDays(rule: Omit<LifecycleRule, 'Status'>): void {
  const { Expiration, NoncurrentVersionExpiration, AbortIncompleteMultipartUpload } = rule;
  for (const [action, name, days] of [
    ['Expiration', 'Days', Expiration?.Days],
    ['NoncurrentVersionExpiration', 'NoncurrentDays', NoncurrentVersionExpiration?.NoncurrentDays],
    [
      'AbortIncompleteMultipartUpload',
      'DaysAfterInitiation',
      AbortIncompleteMultipartUpload?.DaysAfterInitiation,
    ],
  ] as const) {
    if (days === undefined || Number(days) > 0) continue;
    throw invalidArgument(`'${name}' for ${action} action must be a positive integer`, name, String(days));
  }
}

function checkIds(ids: readonly string[]): void {
  const long = ids.find((id) => id.length > maxIdLength);
  if (long) throw invalidArgument(`ID length should not exceed allowed limit of ${maxIdLength}`, 'ID', long);
  const repeated = ids.find((id, index) => ids.indexOf(id) < index);
  if (!repeated) return;
  throw invalidArgument('Rule ID must be unique. Found same ID for more than one rule', 'ID', repeated);
}
