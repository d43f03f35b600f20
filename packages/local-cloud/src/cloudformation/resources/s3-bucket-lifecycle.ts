import type { LifecycleRule, LifecycleRuleFilter, Tag, TransitionStorageClass } from '@aws-sdk/client-s3';
import { isTrue } from '../is-true.ts';

type Scalar = number | string;

interface TemplateTransition {
  readonly StorageClass: TransitionStorageClass;
  readonly TransitionDate?: string;
  readonly TransitionInDays?: Scalar;
}

interface TemplateNoncurrentTransition {
  readonly StorageClass: TransitionStorageClass;
  readonly NewerNoncurrentVersions?: Scalar;
  readonly TransitionInDays?: Scalar;
}

/** A lifecycle rule as templates write it. */
export interface TemplateLifecycleRule {
  readonly Id?: string;
  readonly Status: 'Enabled' | 'Disabled';
  readonly Prefix?: string;
  readonly TagFilters?: readonly Tag[];
  readonly ObjectSizeGreaterThan?: Scalar;
  readonly ObjectSizeLessThan?: Scalar;
  readonly ExpirationDate?: string;
  readonly ExpirationInDays?: Scalar;
  readonly ExpiredObjectDeleteMarker?: boolean | string;
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation?: Scalar };
  readonly NoncurrentVersionExpiration?: {
    readonly NoncurrentDays?: Scalar;
    readonly NewerNoncurrentVersions?: Scalar;
  };
  readonly NoncurrentVersionExpirationInDays?: Scalar;
  readonly NoncurrentVersionTransition?: TemplateNoncurrentTransition;
  readonly NoncurrentVersionTransitions?: readonly TemplateNoncurrentTransition[];
  readonly Transition?: TemplateTransition;
  readonly Transitions?: readonly TemplateTransition[];
}

/** The rules in S3's own shape. */
export function lifecycleRules(rules: readonly TemplateLifecycleRule[]): LifecycleRule[] {
  return rules.map((rule) => {
    const noncurrent = all(rule.NoncurrentVersionTransition, rule.NoncurrentVersionTransitions);
    const transitions = all(rule.Transition, rule.Transitions);
    return {
      ID: rule.Id,
      Status: rule.Status,
      Filter: filter(rule),
      ...expiration(rule),
      AbortIncompleteMultipartUpload: rule.AbortIncompleteMultipartUpload && {
        DaysAfterInitiation: number(rule.AbortIncompleteMultipartUpload.DaysAfterInitiation),
      },
      ...noncurrentExpiration(rule),
      NoncurrentVersionTransitions: noncurrent?.map((transition) => ({
        StorageClass: transition.StorageClass,
        NoncurrentDays: number(transition.TransitionInDays),
        NewerNoncurrentVersions: number(transition.NewerNoncurrentVersions),
      })),
      Transitions: transitions?.map(({ StorageClass, TransitionDate, TransitionInDays }) => ({
        StorageClass,
        Days: number(TransitionInDays),
        Date: date(TransitionDate),
      })),
    };
  });
}

/** Several conditions are joined by `And`. */
function filter(rule: TemplateLifecycleRule): LifecycleRuleFilter {
  const sizes = {
    ...(rule.ObjectSizeGreaterThan !== undefined && {
      ObjectSizeGreaterThan: Number(rule.ObjectSizeGreaterThan),
    }),
    ...(rule.ObjectSizeLessThan !== undefined && { ObjectSizeLessThan: Number(rule.ObjectSizeLessThan) }),
  };
  const tags = rule.TagFilters ?? [];
  const [tag] = tags;
  const prefix = rule.Prefix === undefined ? {} : { Prefix: rule.Prefix };
  const count = Object.keys({ ...sizes, ...prefix }).length + tags.length;
  if (count === 0) return { Prefix: '' };
  if (count > 1) return { And: { ...prefix, ...sizes, ...(tag && { Tags: [...tags] }) } };
  return { ...prefix, ...sizes, ...(tag && { Tag: tag }) };
}

function expiration(rule: TemplateLifecycleRule): Pick<LifecycleRule, 'Expiration'> {
  const { ExpirationDate, ExpirationInDays, ExpiredObjectDeleteMarker: marker } = rule;
  if (ExpirationInDays !== undefined) return { Expiration: { Days: number(ExpirationInDays) } };
  if (ExpirationDate !== undefined) return { Expiration: { Date: date(ExpirationDate) } };
  return isTrue(marker) ? { Expiration: { ExpiredObjectDeleteMarker: true } } : {};
}

function noncurrentExpiration(
  rule: TemplateLifecycleRule,
): Pick<LifecycleRule, 'NoncurrentVersionExpiration'> {
  const { NoncurrentVersionExpiration: given, NoncurrentVersionExpirationInDays: inDays } = rule;
  if (given === undefined && inDays === undefined) return {};
  return {
    NoncurrentVersionExpiration: {
      NoncurrentDays: number(given?.NoncurrentDays ?? inDays),
      NewerNoncurrentVersions: number(given?.NewerNoncurrentVersions),
    },
  };
}

/** Templates have a property for one and another for several. */
function all<Item>(one: Item | undefined, more: readonly Item[] | undefined): readonly Item[] | undefined {
  return one === undefined ? more : [one, ...(more ?? [])];
}

function number(value: Scalar | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function date(value: string | undefined): Date | undefined {
  return value === undefined ? undefined : new Date(value);
}
