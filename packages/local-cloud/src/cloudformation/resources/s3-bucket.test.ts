import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  DeleteObjectCommand,
  GetBucketCorsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();
let stacks: CloudFormationClient;
let s3: S3Client;

beforeAll(() => {
  stacks = cloud.client(CloudFormationClient);
  s3 = cloud.client(S3Client);
});

const template = (Properties: object) => ({
  Resources: {
    Files: { Type: 'AWS::S3::Bucket', Properties },
    FilesPolicy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'Files' }, PolicyDocument: readableByAccount },
    },
  },
  Outputs: { Name: { Value: { Ref: 'Files' } }, Arn: { Value: { 'Fn::GetAtt': ['Files', 'Arn'] } } },
});

const readableByAccount = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
      Action: 's3:GetObject',
      Resource: { 'Fn::Sub': '${Files.Arn}/*' },
    },
  ],
};

const rule = { AllowedMethods: ['GET'], AllowedOrigins: ['*'], MaxAge: '60' };

it('makes a bucket with its settings, changes them, and keeps one that is not empty', async () => {
  const StackName = 'files';
  const stack = stackClient(stacks, StackName);
  const before = template({
    CorsConfiguration: { CorsRules: [rule] },
    LifecycleConfiguration: {
      Rules: [{ Status: 'Enabled', ExpirationInDays: 1 }],
      TransitionDefaultMinimumObjectSize: 'varies_by_storage_class',
    },
    Tags: [{ Key: 'team', Value: 'files' }],
    VersioningConfiguration: { Status: 'Enabled' },
  });
  await stack.create(before);
  const outputs = await stack.outputs();
  const Bucket = String(outputs.Name);
  expect(Bucket).toMatch(/^files-files-[a-z\d]+$/);
  expect(outputs.Arn).toBe(`arn:aws:s3:::${Bucket}`);
  expect((await s3.send(new GetBucketCorsCommand({ Bucket }))).CORSRules).toEqual([
    { AllowedMethods: ['GET'], AllowedOrigins: ['*'], MaxAgeSeconds: 60 },
  ]);
  const lifecycle = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
  expect(lifecycle.TransitionDefaultMinimumObjectSize).toBe('varies_by_storage_class');
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
  const { Policy = '' } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
  expect(JSON.parse(Policy).Statement[0].Resource).toBe(`arn:aws:s3:::${Bucket}/*`);

  const after = template({ Tags: [{ Key: 'team', Value: 'others' }] });
  await stack.update(after);
  const { TagSet } = await s3.send(new GetBucketTaggingCommand({ Bucket }));
  expect(TagSet).toEqual([
    { Key: 'team', Value: 'others' },
    { Key: 'aws:cloudformation:stack-name', Value: 'files' },
    { Key: 'aws:cloudformation:stack-id', Value: expect.stringContaining(':stack/files/') },
    { Key: 'aws:cloudformation:logical-id', Value: 'Files' },
  ]);
  await expect(s3.send(new GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject({
    name: 'NoSuchCORSConfiguration',
  });
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Suspended');

  await s3.send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'x' }));
  await expect(stack.delete()).rejects.toThrow(
    /^Files DELETE_FAILED: .*"The bucket you tried to delete is not empty/m,
  );

  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'kept', VersionId: 'null' }));
  await stack.delete();
  await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'NotFound' });
});
