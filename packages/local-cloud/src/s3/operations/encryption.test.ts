import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetBucketEncryptionCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
  type ServerSideEncryptionByDefault,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
const Bucket = 'secret';
const managedKey = expect.stringMatching(/^arn:aws:kms:us-east-1:000000000000:key\/[0-9a-f-]{36}$/);
const encrypted = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: managedKey };
let s3: S3Client;

beforeAll(async () => {
  s3 = cloud.client(S3Client);
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new CreateBucketCommand({ Bucket: 'plain' }));
});

function setDefault(byDefault: ServerSideEncryptionByDefault, BucketKeyEnabled = false) {
  const Rules = [{ ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled }];
  return s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
}

describe('a bucket with aws:kms by default', () => {
  beforeAll(() => setDefault({ SSEAlgorithm: 'aws:kms' }));

  it('keeps the setting', async () => {
    const kept = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(kept.ServerSideEncryptionConfiguration?.Rules).toEqual([
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: false },
    ]);
  });

  it('stores objects with the key that AWS manages', async () => {
    expect(await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }))).toMatchObject(encrypted);
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }))).toMatchObject(encrypted);
    const read = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    expect(read).toMatchObject(encrypted);
    expect(read.BucketKeyEnabled).toBeUndefined();
    expect(await read.Body?.transformToString()).toBe('x');
  });

  it('stores uploads in parts with it', async () => {
    const name = { Bucket, Key: 'parts' };
    const upload = await s3.send(new CreateMultipartUploadCommand(name));
    expect(upload).toMatchObject(encrypted);
    const one = { ...name, UploadId: upload.UploadId, PartNumber: 1 };
    const part = await s3.send(new UploadPartCommand({ ...one, Body: 'x' }));
    expect(part).toMatchObject(encrypted);
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: part.ETag }] };
    const done = await s3.send(new CompleteMultipartUploadCommand({ ...one, MultipartUpload }));
    expect(done).toMatchObject(encrypted);
  });

  it('encrypts copies by its own default, not by the source', async () => {
    await s3.send(new PutObjectCommand({ Bucket: 'plain', Key: 'a', Body: 'x' }));
    const into = await s3.send(new CopyObjectCommand({ Bucket, Key: 'b', CopySource: 'plain/a' }));
    expect(into).toMatchObject(encrypted);
    await s3.send(new CopyObjectCommand({ Bucket: 'plain', Key: 'b', CopySource: `${Bucket}/b` }));
    const outside = await s3.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'b' }));
    expect(outside.ServerSideEncryption).toBe('AES256');
    expect(outside.SSEKMSKeyId).toBeUndefined();
  });

  it('lets a request ask for AES256', async () => {
    const ServerSideEncryption = 'AES256';
    const put = await s3.send(new PutObjectCommand({ Bucket, Key: 'c', Body: 'x', ServerSideEncryption }));
    expect(put.ServerSideEncryption).toBe('AES256');
    expect(put.SSEKMSKeyId).toBeUndefined();
  });

  it('refuses unsigned reads, even where its policy allows them', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'open', Body: 'x' }));
    const PublicAccessBlockConfiguration = { BlockPublicPolicy: false, RestrictPublicBuckets: false };
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    const Resource = `arn:aws:s3:::${Bucket}/*`;
    const Statement = [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource }];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    const response = await fetch(`${cloud.url()}/${Bucket}/open`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('require AWS Signature Version 4');
    const unencrypted = await fetch(`${cloud.url()}/${Bucket}/c`);
    expect(unencrypted.status).toBe(200);
  });
});

it('says that a bucket key is used, where it is', async () => {
  await setDefault({ SSEAlgorithm: 'aws:kms' }, true);
  const put = await s3.send(new PutObjectCommand({ Bucket, Key: 'd', Body: 'x' }));
  expect(put).toMatchObject({ ...encrypted, BucketKeyEnabled: true });
});

it.each(['alias/aws/s3', 'arn:aws:kms:us-east-1:000000000000:alias/aws/s3'])(
  'accepts %s, the key that AWS manages, by its name',
  async (key) => {
    await setDefault({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key });
    const named = { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key } as const;
    const put = await s3.send(new PutObjectCommand({ Bucket, Key: 'named', Body: 'x', ...named }));
    expect(put).toMatchObject(encrypted);
  },
);

it('refuses keys of the owner and other encryptions by name', async () => {
  const SSEKMSKeyId = 'alias/mine';
  const refusal = { name: 'NotImplemented' };
  await expect(setDefault({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: SSEKMSKeyId })).rejects.toMatchObject({
    ...refusal,
    message: expect.stringContaining('KMS keys of your own'),
  });
  await expect(setDefault({ SSEAlgorithm: 'aws:kms:dsse' })).rejects.toMatchObject({
    ...refusal,
    message: expect.stringContaining('aws:kms:dsse'),
  });
  const put = (input: object) => s3.send(new PutObjectCommand({ Bucket, Key: 'e', Body: 'x', ...input }));
  await expect(put({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId })).rejects.toMatchObject(refusal);
  await expect(put({ ServerSideEncryption: 'rot13' })).rejects.toMatchObject({ name: 'InvalidArgument' });
});
