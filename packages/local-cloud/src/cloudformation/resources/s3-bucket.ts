import type { BucketLocationConstraint } from '@aws-sdk/client-s3';
import { arn } from '../../account.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { managedKey } from '../../s3/objects/object-encryption.ts';
import type { PhysicalResource, ResourceContext, ResourceType } from '../resource-type.ts';
import type { S3Calls } from '../service-calls.ts';
import { type BucketSettings, bucketSettings } from './s3-bucket-settings.ts';

const byDefault = 'BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault';

export const s3Bucket: ResourceType = {
  type: 'AWS::S3::Bucket',
  takesStackTags: true,
  attributes: ['Arn', 'DomainName', 'DualStackDomainName', 'RegionalDomainName', 'WebsiteURL'],
  properties: {
    BucketName: 'replace',
    AccessControl: 'update',
    BucketEncryption: 'update',
    CorsConfiguration: 'update',
    LifecycleConfiguration: 'update',
    NotificationConfiguration: 'update',
    ObjectLockEnabled: 'replace',
    OwnershipControls: 'update',
    PublicAccessBlockConfiguration: 'update',
    Tags: 'update',
    VersioningConfiguration: 'update',
  },
  inert: [
    'AbacStatus',
    'AccelerateConfiguration',
    'AnalyticsConfigurations',
    'BucketEncryption.ServerSideEncryptionConfiguration.BlockedEncryptionTypes',
    'IntelligentTieringConfigurations',
    'InventoryConfigurations',
    'LoggingConfiguration',
    'MetadataConfiguration',
    'MetadataTableConfiguration',
    'MetricsConfigurations',
  ],
  notOffered: [
    'BucketNamePrefix',
    'BucketNamespace',
    'NotificationConfiguration.QueueConfigurations',
    'NotificationConfiguration.TopicConfigurations',
    'ObjectLockConfiguration',
    'ReplicationConfiguration',
    'WebsiteConfiguration',
  ],
  lists: ['Tags'],
  missing: ['NoSuchBucket'],
  offeredValues: {
    AccessControl: /^Private$/,
    'NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled': /^false$/i,
    ObjectLockEnabled: /^false$/i,
    [`${byDefault}.KMSMasterKeyID`]: managedKey,
    [`${byDefault}.SSEAlgorithm`]: /^(?!aws:kms:dsse$)/,
  },

  async create(properties, context) {
    const { operations } = context.services.s3;
    const settings = bucketSettings(properties);
    const Bucket = String(properties.BucketName ?? context.generateName(63).toLowerCase());
    // S3 lets an owner create a bucket again; a stack must not take over a bucket that exists.
    if (operations.ListBuckets({ Prefix: Bucket }).Buckets?.some(({ Name }) => Name === Bucket)) {
      throw new ServiceError('BucketAlreadyExists', `${Bucket} already exists`, 409);
    }
    const { region } = context.account;
    operations.CreateBucket({
      Bucket,
      ...(region !== 'us-east-1' && {
        CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint },
      }),
    });
    try {
      await applySettings(context, Bucket, settings);
    } catch (error) {
      operations.DeleteBucket({ Bucket });
      throw error;
    }
    return describe(Bucket, context);
  },

  async update(properties, existing, context) {
    await applySettings(context, existing.physicalId, bucketSettings(properties));
    return describe(existing.physicalId, context);
  },

  async delete(existing, context) {
    context.services.s3.operations.DeleteBucket({ Bucket: existing.physicalId });
  },
};

/** Settings that the template does not have return to those of a new bucket. */
async function applySettings(
  { services }: ResourceContext,
  Bucket: string,
  settings: BucketSettings,
): Promise<void> {
  const s3 = services.s3.operations;
  const { encryption, cors, lifecycle, transitionSize, ownership, tags = [], systemTags } = settings;
  if (encryption) {
    s3.PutBucketEncryption({ Bucket, ServerSideEncryptionConfiguration: { Rules: encryption } });
  } else s3.DeleteBucketEncryption({ Bucket });
  if (cors) s3.PutBucketCors({ Bucket, CORSConfiguration: { CORSRules: cors } });
  else s3.DeleteBucketCors({ Bucket });
  if (lifecycle) {
    s3.PutBucketLifecycleConfiguration({
      Bucket,
      LifecycleConfiguration: { Rules: lifecycle },
      ...(transitionSize && { TransitionDefaultMinimumObjectSize: transitionSize }),
    });
  } else s3.DeleteBucketLifecycle({ Bucket });
  if (tags.length > 0) s3.PutBucketTagging({ Bucket, Tagging: { TagSet: tags } });
  else s3.DeleteBucketTagging({ Bucket });
  services.s3.setSystemTags(Bucket, systemTags);
  s3.PutBucketOwnershipControls({ Bucket, OwnershipControls: { Rules: ownership } });
  s3.PutPublicAccessBlock({
    Bucket,
    PublicAccessBlockConfiguration: settings.publicAccessBlock,
  });
  await s3.PutBucketNotificationConfiguration({
    Bucket,
    NotificationConfiguration: settings.notification,
  });
  setVersioning(s3, Bucket, settings.versioning);
}

/** A bucket that never had versioning stays without it until the template asks for it. */
function setVersioning(s3: S3Calls, Bucket: string, wanted: BucketSettings['versioning']): void {
  const { Status } = s3.GetBucketVersioning({ Bucket });
  const next = wanted ?? (Status && 'Suspended');
  if (next) s3.PutBucketVersioning({ Bucket, VersioningConfiguration: { Status: next } });
}

function describe(name: string, { account: { region } }: ResourceContext): PhysicalResource {
  return {
    physicalId: name,
    attributes: {
      Arn: arn('s3', name),
      DomainName: `${name}.s3.amazonaws.com`,
      DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
      WebsiteURL: `http://${name}.s3-website-${region}.amazonaws.com`,
    },
  };
}
