import type {
  BucketVersioningStatus,
  CORSRule,
  OwnershipControlsRule,
  PublicAccessBlockConfiguration,
  ServerSideEncryptionRule,
  Tag,
  TransitionDefaultMinimumObjectSize,
} from '@aws-sdk/client-s3';
import { isTrue } from '../is-true.ts';
import type { Properties } from '../resource-type.ts';
import { lifecycleRules, type TemplateLifecycleRule } from './s3-bucket-lifecycle.ts';
import { notificationConfiguration, type TemplateNotification } from './s3-bucket-notification.ts';

/** A bucket's settings in the shapes of S3's own operations. */
export type BucketSettings = ReturnType<typeof bucketSettings>;

interface BucketProperties extends Properties {
  readonly BucketEncryption?: { readonly ServerSideEncryptionConfiguration?: readonly TemplateEncryption[] };
  readonly CorsConfiguration?: { readonly CorsRules?: readonly TemplateCorsRule[] };
  readonly LifecycleConfiguration?: {
    readonly Rules?: readonly TemplateLifecycleRule[];
    readonly TransitionDefaultMinimumObjectSize?: TransitionDefaultMinimumObjectSize;
  };
  readonly NotificationConfiguration?: TemplateNotification;
  readonly OwnershipControls?: { readonly Rules?: OwnershipControlsRule[] };
  readonly PublicAccessBlockConfiguration?: Readonly<Record<string, boolean | string>>;
  readonly Tags?: Tag[];
  readonly VersioningConfiguration?: { readonly Status?: BucketVersioningStatus };
}

interface TemplateEncryption {
  readonly BucketKeyEnabled?: boolean | string;
  readonly ServerSideEncryptionByDefault?: NonNullable<
    ServerSideEncryptionRule['ApplyServerSideEncryptionByDefault']
  >;
}

interface TemplateCorsRule {
  readonly AllowedHeaders?: string[];
  readonly AllowedMethods: string[];
  readonly AllowedOrigins: string[];
  readonly ExposedHeaders?: string[];
  readonly Id?: string;
  readonly MaxAge?: number | string;
}

/** Templates and S3 name some members differently. */
export function bucketSettings(properties: Properties) {
  const bucket = properties as BucketProperties;
  return {
    encryption: bucket.BucketEncryption?.ServerSideEncryptionConfiguration?.map(encryptionRule),
    cors: bucket.CorsConfiguration?.CorsRules?.map(corsRule),
    lifecycle: bucket.LifecycleConfiguration?.Rules && lifecycleRules(bucket.LifecycleConfiguration.Rules),
    transitionSize: bucket.LifecycleConfiguration?.TransitionDefaultMinimumObjectSize,
    notification: notificationConfiguration(bucket.NotificationConfiguration),
    ownership: bucket.OwnershipControls?.Rules ?? [{ ObjectOwnership: 'BucketOwnerEnforced' as const }],
    publicAccessBlock: publicAccessBlock(bucket.PublicAccessBlockConfiguration),
    tags: bucket.Tags?.filter((tag) => !isSystemTag(tag)),
    systemTags: bucket.Tags?.filter(isSystemTag) ?? [],
    versioning: bucket.VersioningConfiguration?.Status,
  };
}

function isSystemTag({ Key = '' }: Tag): boolean {
  return Key.startsWith('aws:');
}

function encryptionRule(rule: TemplateEncryption): ServerSideEncryptionRule {
  return {
    ApplyServerSideEncryptionByDefault: rule.ServerSideEncryptionByDefault,
    BucketKeyEnabled: isTrue(rule.BucketKeyEnabled),
  };
}

function corsRule({ ExposedHeaders, Id, MaxAge, ...rule }: TemplateCorsRule): CORSRule {
  return {
    ...rule,
    ExposeHeaders: ExposedHeaders,
    ID: Id,
    MaxAgeSeconds: MaxAge === undefined ? undefined : Number(MaxAge),
  };
}

/** Without the property everything is blocked; with it, only the members that are true. */
function publicAccessBlock(
  given: Readonly<Record<string, boolean | string>> | undefined,
): PublicAccessBlockConfiguration {
  return {
    BlockPublicAcls: isTrue(given ? given.BlockPublicAcls : true),
    BlockPublicPolicy: isTrue(given ? given.BlockPublicPolicy : true),
    IgnorePublicAcls: isTrue(given ? given.IgnorePublicAcls : true),
    RestrictPublicBuckets: isTrue(given ? given.RestrictPublicBuckets : true),
  };
}
