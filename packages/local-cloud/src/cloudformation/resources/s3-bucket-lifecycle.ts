import type { LifecycleRule, TransitionStorageClass } from '@aws-sdk/client-s3';
import { ServiceError } from '../../aws/service-error.ts';

/** A lifecycle rule as templates write it. */
export interface TemplateLifecycleRule {
  readonly Id?: string;
  readonly Status: 'Enabled' | 'Disabled';
  readonly Prefix?: string;
  readonly ExpirationInDays?: number | string;
  readonly ExpiredObjectDeleteMarker?: boolean | string;
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation?: number | string };
  readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays?: number | string };
  readonly Transitions?: readonly {
    readonly StorageClass: TransitionStorageClass;
    readonly TransitionInDays?: number | string;
  }[];
}

const offered = new Set([
  'AbortIncompleteMultipartUpload',
  'ExpirationInDays',
  'ExpiredObjectDeleteMarker',
  'Id',
  'NoncurrentVersionExpiration',
  'Prefix',
  'Status',
  'Transitions',
]);

/** The rules in S3's own shape; throws for a member that this cloud does not keep, with its name. */
export function lifecycleRules(rules: readonly TemplateLifecycleRule[]): LifecycleRule[] {
  return rules.map((rule) => {
    const unknown = Object.keys(rule).find((name) => !offered.has(name));
    if (unknown !== undefined) {
      throw new ServiceError(
        'NotImplemented',
        `The lifecycle rule property ${unknown} is not offered by this embedded cloud.`,
        501,
      );
    }
    return {
      ID: rule.Id,
      Status: rule.Status,
      Filter: { Prefix: rule.Prefix ?? '' },
      ...expiration(rule),
      AbortIncompleteMultipartUpload: rule.AbortIncompleteMultipartUpload && {
        DaysAfterInitiation: days(rule.AbortIncompleteMultipartUpload.DaysAfterInitiation),
      },
      NoncurrentVersionExpiration: rule.NoncurrentVersionExpiration && {
        NoncurrentDays: days(rule.NoncurrentVersionExpiration.NoncurrentDays),
      },
      Transitions: rule.Transitions?.map(({ StorageClass, TransitionInDays }) => ({
        StorageClass,
        Days: days(TransitionInDays),
      })),
    };
  });
}

function expiration(rule: TemplateLifecycleRule): Pick<LifecycleRule, 'Expiration'> {
  if (rule.ExpirationInDays !== undefined) return { Expiration: { Days: days(rule.ExpirationInDays) } };
  if (String(rule.ExpiredObjectDeleteMarker) !== 'true') return {};
  return { Expiration: { ExpiredObjectDeleteMarker: true } };
}

function days(value: number | string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}
