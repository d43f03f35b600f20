import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { sendSigned } from '../../testing/signed-request.ts';

const cloud = withCloud();
const Bucket = 'refusals';
const Versioned = 'refusals-versions';
const unknownId = 'HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD';
const future = new Date(Date.now() + 3_600_000);
let s3: S3Client;

beforeAll(async () => {
  s3 = cloud.client(S3Client);
  for (const name of [Bucket, Versioned]) await s3.send(new CreateBucketCommand({ Bucket: name }));
  await setVersioning('Enabled');
  await s3.send(new PutObjectCommand({ Bucket, Key: 'key', Body: '0123456789' }));
});

function setVersioning(Status: 'Enabled' | 'Suspended') {
  return s3.send(new PutBucketVersioningCommand({ Bucket: Versioned, VersioningConfiguration: { Status } }));
}

const object = { Bucket, Key: 'key' };
const put = (input: object = {}) =>
  s3.send(new PutObjectCommand({ ...object, Body: '0123456789', ...input }));
const raw = (path: string, headers: Record<string, string> = {}) =>
  sendSigned(cloud.url(), { service: 's3', method: 'GET', path, headers });

describe('a version that does not exist', () => {
  it('is refused by what it is: gone, or no id at all', async () => {
    const { VersionId } = await put({ Bucket: Versioned });
    expect(VersionId).toMatch(/^[\w.]{32}$/);
    const gone = { Bucket: Versioned, Key: 'key', VersionId };
    await s3.send(new DeleteObjectCommand(gone));
    await s3.send(new DeleteObjectCommand(gone));
    await expect(s3.send(new GetObjectCommand(gone))).rejects.toMatchObject({ name: 'NoSuchVersion' });
    const unknown = { ...object, VersionId: unknownId };
    for (const command of [new GetObjectCommand(unknown), new DeleteObjectCommand(unknown)]) {
      await expect(s3.send(command as GetObjectCommand)).rejects.toMatchObject({
        name: 'InvalidArgument',
        message: 'Invalid version id specified',
        ArgumentValue: unknownId,
      });
    }
    const Delete = { Objects: [{ Key: 'key', VersionId: unknownId }] };
    const { Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete }));
    expect(Errors).toMatchObject([{ Code: 'NoSuchVersion', Key: 'key', VersionId: unknownId }]);
  });

  it('is not what a delete marker is, which can only be deleted', async () => {
    const Key = 'marked';
    await put({ Bucket: Versioned, Key });
    const { VersionId } = await s3.send(new DeleteObjectCommand({ Bucket: Versioned, Key }));
    const refused = { name: 'MethodNotAllowed', Method: 'GET', ResourceType: 'DeleteMarker' };
    const named = { Bucket: Versioned, Key, VersionId };
    await expect(s3.send(new GetObjectCommand(named))).rejects.toMatchObject(refused);
    await expect(s3.send(new GetObjectCommand(named))).rejects.toMatchObject({
      $response: { headers: { allow: 'DELETE' } },
    });
    await expect(s3.send(new GetObjectTaggingCommand(named))).rejects.toMatchObject(refused);
    const latest = new GetObjectTaggingCommand({ Bucket: Versioned, Key });
    await expect(s3.send(latest)).rejects.toMatchObject(refused);
  });

  it('has no id in the response to a write when versioning is suspended', async () => {
    await setVersioning('Suspended');
    expect((await put({ Bucket: Versioned, Key: 'null' })).VersionId).toBeUndefined();
    const head = await s3.send(new HeadObjectCommand({ Bucket: Versioned, Key: 'null' }));
    expect(head.VersionId).toBe('null');
  });
});

describe('conditions', () => {
  it('of a date in the future are ignored', async () => {
    expect(await s3.send(new GetObjectCommand({ ...object, IfModifiedSince: future }))).toMatchObject({
      ContentLength: 10,
    });
    const copy = { Bucket, Key: 'copy', CopySource: `${Bucket}/key`, CopySourceIfModifiedSince: future };
    expect((await s3.send(new CopyObjectCommand(copy))).CopyObjectResult).toBeDefined();
  });

  it.each([
    [{ IfMatch: '*' }, 'If-Match', "We don't accept the provided value of If-Match header for this API"],
    [
      { IfNoneMatch: '"x"' },
      'If-None-Match',
      "We don't accept the provided value of If-None-Match header for this API",
    ],
    [
      { IfMatch: '"x"', IfNoneMatch: '*' },
      'If-Match,If-None-Match',
      'Multiple conditional request headers present in the request',
    ],
  ])('of a write that S3 does not have are refused: %o', async (input, Header, additionalMessage) => {
    await expect(put(input)).rejects.toMatchObject({ name: 'NotImplemented', Header, additionalMessage });
  });

  it('do not complete an upload during which the object has changed', async () => {
    const name = { Bucket, Key: 'changed' };
    const { ETag } = await put({ ...name });
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(name));
    const part = await s3.send(new UploadPartCommand({ ...name, UploadId, PartNumber: 1, Body: 'x' }));
    await put({ ...name });
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: part.ETag }] };
    const complete = { ...name, UploadId, MultipartUpload, IfMatch: ETag };
    await expect(s3.send(new CompleteMultipartUploadCommand(complete))).rejects.toMatchObject({
      name: 'ConditionalRequestConflict',
      $metadata: { httpStatusCode: 409 },
      Condition: 'If-Match',
    });
  });
});

describe('a part that is copied', () => {
  it.each([
    ['bytes=0-100', 'InvalidArgument', 'Range specified is not valid for source object of size: 10'],
    ['bytes=100-200', 'InvalidRequest', 'The specified copy range is invalid for the source object size'],
    ['bytes=1-', 'InvalidArgument', 'must be of the form bytes=first-last'],
    ['bytes=3-1', 'InvalidArgument', 'must be of the form bytes=first-last'],
  ])('is refused with the range %s', async (CopySourceRange, name, message) => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'range' }));
    const input = { Bucket, Key: 'range', UploadId, PartNumber: 1, CopySource: `${Bucket}/key` };
    const refused = s3.send(new UploadPartCopyCommand({ ...input, CopySourceRange }));
    await expect(refused).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  });
});

describe('tags', () => {
  it('of a bucket are none when the set is empty, and have no other characters than AWS accepts', async () => {
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [] } }));
    const get = s3.send(new GetBucketTaggingCommand({ Bucket }));
    await expect(get).rejects.toMatchObject({ name: 'NoSuchTagSet' });
    const Tagging = { TagSet: [{ Key: 'a', Value: 'b,c' }] };
    await expect(s3.send(new PutBucketTaggingCommand({ Bucket, Tagging }))).rejects.toMatchObject({
      name: 'InvalidTag',
      TagKey: 'a',
      TagValue: 'b,c',
    });
  });

  it.each(['key1=val1,key2=val2', 'a=1&a=2'])('in a header are refused as %s', async (Tagging) => {
    await expect(put({ Tagging })).rejects.toMatchObject({
      name: 'InvalidArgument',
      ArgumentName: 'x-amz-tagging',
      ArgumentValue: Tagging,
    });
  });
});

it('reads no archived object, and stores none in a class that does not exist', async () => {
  const archived = { Bucket, Key: 'archived' };
  await put({ ...archived, StorageClass: 'GLACIER' });
  await expect(s3.send(new GetObjectCommand(archived))).rejects.toMatchObject({
    name: 'InvalidObjectState',
    StorageClass: 'GLACIER',
  });
  const copy = { Bucket, Key: 'copied', CopySource: `${Bucket}/archived` };
  await expect(s3.send(new CopyObjectCommand(copy))).rejects.toMatchObject({ name: 'InvalidObjectState' });
  expect(await s3.send(new HeadObjectCommand(archived))).toMatchObject({ StorageClass: 'GLACIER' });
  await expect(put({ StorageClass: 'OUTPOSTS' })).rejects.toMatchObject({ name: 'InvalidStorageClass' });
});

it('wants an account’s id for the expected owner, and a class of ownership that exists', async () => {
  const refused = await raw(`/${Bucket}`, { 'x-amz-expected-bucket-owner': 'abcd' });
  expect(refused.text).toContain('must be an AWS Account ID... [abcd]');
  const input = { Bucket: 'refusals-owner', ObjectOwnership: 'RandomValue' as never };
  await expect(s3.send(new CreateBucketCommand(input))).rejects.toMatchObject({
    name: 'InvalidArgument',
    message: 'Invalid x-amz-object-ownership header: RandomValue',
  });
});

it('reads a plus in the name of a copy’s source as a space, and accepts the URL of an object', async () => {
  await put({ Key: 'a b' });
  for (const CopySource of [`${Bucket}/a+b`, `${cloud.url()}/${Bucket}/a%20b`]) {
    const copy = new CopyObjectCommand({ Bucket, Key: 'copied', CopySource });
    expect((await s3.send(copy)).CopyObjectResult?.ETag).toBeDefined();
  }
});

it('lists uploads with the markers of the last one, in whole seconds', async () => {
  const Prefix = 'listed';
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: Prefix }));
  const list = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix }));
  expect(list).toMatchObject({ NextKeyMarker: Prefix, NextUploadIdMarker: UploadId, IsTruncated: false });
  expect(list.Uploads?.[0]?.Initiated?.getMilliseconds()).toBe(0);
  const wrong = { Bucket, KeyMarker: 'x', UploadIdMarker: UploadId };
  await expect(s3.send(new ListMultipartUploadsCommand(wrong))).rejects.toThrow('Invalid uploadId marker');
});
