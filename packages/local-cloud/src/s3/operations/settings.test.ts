import {
  CreateBucketCommand,
  DeleteBucketCorsCommand,
  DeleteBucketTaggingCommand,
  GetBucketAccelerateConfigurationCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketRequestPaymentCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectTaggingCommand,
  GetPublicAccessBlockCommand,
  PutBucketCorsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
const Bucket = 'settings';
let s3: S3Client;

beforeAll(async () => {
  s3 = cloud.client(S3Client);
  await s3.send(new CreateBucketCommand({ Bucket }));
});

describe('a new bucket', () => {
  it('blocks public access, encrypts, accepts no ACLs and has no versions', async () => {
    const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(encryption.ServerSideEncryptionConfiguration?.Rules).toMatchObject([
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
    ]);
    const { OwnershipControls } = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    expect(OwnershipControls?.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
  });

  it('has no transfer acceleration', async () => {
    const { Status } = await s3.send(new GetBucketAccelerateConfigurationCommand({ Bucket }));
    expect(Status).toBeUndefined();
    await expect(
      s3.send(new GetBucketAccelerateConfigurationCommand({ Bucket: 'nothing' })),
    ).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it('is paid for by its owner', async () => {
    expect((await s3.send(new GetBucketRequestPaymentCommand({ Bucket }))).Payer).toBe('BucketOwner');
    await expect(s3.send(new GetBucketRequestPaymentCommand({ Bucket: 'nothing' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
  });

  it('belongs to its owner alone', async () => {
    const { Owner, Grants } = await s3.send(new GetBucketAclCommand({ Bucket }));
    expect(Grants).toEqual([
      { Grantee: { ID: Owner?.ID, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' },
    ]);
  });
});

it('keeps tags until they are deleted', async () => {
  const TagSet = [
    { Key: 'team', Value: 'a + b' },
    { Key: 'empty', Value: '' },
  ];
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
  expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(TagSet);
  await s3.send(new DeleteBucketTaggingCommand({ Bucket }));
  await expect(s3.send(new GetBucketTaggingCommand({ Bucket }))).rejects.toMatchObject({
    name: 'NoSuchTagSet',
  });
});

it('keeps the tags of objects', async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'tagged', Body: 'x', Tagging: 'a=1&b=two%20words' }));
  const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'tagged' }));
  expect(TagSet).toEqual([
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: 'two words' },
  ]);
  const twice = [TagSet?.[0], TagSet?.[0]].flatMap((tag) => tag ?? []);
  await expect(
    s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'tagged', Tagging: { TagSet: twice } })),
  ).rejects.toMatchObject({ name: 'InvalidTag' });
});

it('keeps CORS rules, and refuses those that make no sense', async () => {
  const rule = {
    AllowedHeaders: ['*'],
    AllowedMethods: ['GET', 'PUT'],
    AllowedOrigins: ['https://*.example.com'],
    ExposeHeaders: ['ETag'],
    MaxAgeSeconds: 60,
  };
  const put = (change: object) => {
    const CORSRules = [{ ...rule, ...change }];
    return s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
  };
  await put({});
  expect((await s3.send(new GetBucketCorsCommand({ Bucket }))).CORSRules).toEqual([rule]);
  await expect(put({ AllowedMethods: ['PATCH'] })).rejects.toMatchObject({ name: 'InvalidRequest' });
  await expect(put({ AllowedOrigins: ['*.*'] })).rejects.toMatchObject({ name: 'InvalidRequest' });
  await s3.send(new DeleteBucketCorsCommand({ Bucket }));
  await expect(s3.send(new GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject({
    name: 'NoSuchCORSConfiguration',
  });
});

it('keeps lifecycle rules', async () => {
  const Rules = [
    {
      ID: 'old',
      Status: 'Enabled' as const,
      Filter: { Prefix: 'logs/' },
      Expiration: { Days: 3 },
      Transitions: [{ Days: 1, StorageClass: 'GLACIER' as const }],
    },
  ];
  const LifecycleConfiguration = { Rules };
  await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }));
  const kept = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
  expect(kept.Rules).toEqual(Rules);
});

describe('notifications', () => {
  const destination = {
    Id: 'thumbnails',
    LambdaFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:thumbnails:live',
    Events: ['s3:ObjectCreated:*' as const],
    Filter: { Key: { FilterRules: [{ Name: 'prefix' as const, Value: 'images/' }] } },
  };
  const put = (change: object) => {
    const LambdaFunctionConfigurations = [{ ...destination, ...change }];
    const NotificationConfiguration = { LambdaFunctionConfigurations };
    const input = { Bucket, NotificationConfiguration, SkipDestinationValidation: true };
    return s3.send(new PutBucketNotificationConfigurationCommand(input));
  };

  it('to functions are kept', async () => {
    await put({});
    const kept = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    expect(kept.LambdaFunctionConfigurations).toEqual([destination]);
  });

  it('of other events, or to nowhere, are refused', async () => {
    await expect(put({ Events: ['s3:Gone'] })).rejects.toMatchObject({ name: 'InvalidArgument' });
    await expect(put({ LambdaFunctionArn: 'thumbnails' })).rejects.toMatchObject({
      name: 'InvalidArgument',
    });
  });
});
