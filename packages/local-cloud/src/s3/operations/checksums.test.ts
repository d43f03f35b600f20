import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { sendSigned } from '../../testing/signed-request.ts';

const cloud = withCloud();
const Bucket = 'checksums';
let s3: S3Client;

beforeAll(async () => {
  s3 = cloud.client(S3Client);
  await s3.send(new CreateBucketCommand({ Bucket }));
});

/** Without the checksum that the SDK adds by itself. */
function put(key: string, body: string, headers: Record<string, string> = {}) {
  const request = { service: 's3', method: 'PUT', path: `/${Bucket}/${key}`, headers, body };
  return sendSigned(cloud.url(), request);
}

type UploadInput = Omit<CreateMultipartUploadCommandInput, 'Bucket'>;

async function begin(input: UploadInput) {
  const upload = await s3.send(new CreateMultipartUploadCommand({ Bucket, ...input }));
  return { ...upload, name: { Bucket, Key: input.Key, UploadId: upload.UploadId } };
}

function part(name: object, input: object = {}) {
  return s3.send(new UploadPartCommand({ ...name, PartNumber: 1, Body: 'abc', ...input } as never));
}

function complete(name: object, ofPart: object, input: object = {}) {
  const MultipartUpload = {
    Parts: [{ PartNumber: 1, ETag: '"900150983cd24fb0d6963f7d28e17f72"', ...ofPart }],
  };
  return s3.send(new CompleteMultipartUploadCommand({ ...name, MultipartUpload, ...input } as never));
}

async function attributes(Key: string) {
  const ObjectAttributes = ['Checksum', 'ETag', 'ObjectParts', 'ObjectSize', 'StorageClass'] as const;
  const input = { Bucket, Key, ObjectAttributes: [...ObjectAttributes] };
  return s3.send(new GetObjectAttributesCommand(input));
}

describe('an object without a checksum', () => {
  it('gets the CRC64NVME of the whole', async () => {
    await put('plain', 'test data..');
    const checksum = { ChecksumCRC64NVME: 'qUVrWYOrIAM=', ChecksumType: 'FULL_OBJECT' };
    expect((await attributes('plain')).Checksum).toEqual(checksum);
    const head = { Bucket, Key: 'plain', ChecksumMode: 'ENABLED' } as const;
    expect(await s3.send(new HeadObjectCommand(head))).toMatchObject(checksum);
  });

  it('gets it from parts too, whose checksums then cannot be compared', async () => {
    const { name, ChecksumAlgorithm } = await begin({ Key: 'parts' });
    expect(ChecksumAlgorithm).toBeUndefined();
    const { ChecksumCRC32 } = await part(name);
    expect(ChecksumCRC32).toBe('NSRBwg==');
    const { Parts = [] } = await s3.send(new ListPartsCommand(name));
    expect(Parts[0]).not.toHaveProperty('ChecksumCRC32');
    await expect(complete(name, { ChecksumCRC32 })).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete(name, {}, { ChecksumType: 'FULL_OBJECT' })).rejects.toThrow(
      'the null checksum mode',
    );
    expect(await complete(name, {})).toMatchObject({
      ChecksumCRC64NVME: expect.any(String),
      ChecksumType: 'FULL_OBJECT',
    });
    expect((await attributes('parts')).ObjectParts).toEqual({ TotalPartsCount: 1 });
  });
});

describe('an upload with a checksum of checksums', () => {
  it('names its algorithm, wants it of every part, and keeps those of the parts', async () => {
    const input = { ChecksumAlgorithm: 'CRC32' } as const;
    const { name, ...begun } = await begin({ Key: 'composite', ...input });
    const type = { ...input, ChecksumType: 'COMPOSITE' };
    expect(begun).toMatchObject(type);
    const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'composite' }));
    expect(Uploads).toMatchObject([type]);
    await expect(part(name, { ChecksumAlgorithm: 'SHA256' })).rejects.toThrow(
      'Checksum Type mismatch occurred, expected checksum Type: crc32, actual checksum Type: sha256',
    );
    const { ChecksumCRC32 } = await part(name);
    await expect(complete(name, {})).rejects.toThrow(
      'The upload was created using a crc32 checksum. The complete request must include the checksum for each part. It was missing for part 1 in the request.',
    );
    await expect(complete(name, { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({
      name: 'InvalidPart',
    });
    await expect(complete(name, { ChecksumSHA1: 'x' })).rejects.toThrow(
      'The sha1 you specified for part 1 did not match what we received.',
    );
    await complete(name, { ChecksumCRC32 });
    const { Checksum, ObjectParts } = await attributes('composite');
    expect(Checksum).toEqual({ ChecksumCRC32: expect.stringMatching(/==$/), ChecksumType: 'COMPOSITE' });
    expect(ObjectParts?.Parts).toEqual([{ PartNumber: 1, Size: 3, ChecksumCRC32 }]);
    const get = { Bucket, Key: 'composite', PartNumber: 1, ChecksumMode: 'ENABLED' } as const;
    const { Body: _body, ...object } = await s3.send(new GetObjectCommand(get));
    expect(object).toMatchObject({ ChecksumCRC32, ContentRange: 'bytes 0-2/3', PartsCount: 1 });
  });

  it('leaves a copy with the checksum and the MD5 of the whole', async () => {
    const copy = { Bucket, Key: 'copy', CopySource: `${Bucket}/composite` };
    const { CopyObjectResult } = await s3.send(new CopyObjectCommand(copy));
    expect(CopyObjectResult).toMatchObject({
      ETag: '"900150983cd24fb0d6963f7d28e17f72"',
      ChecksumCRC32: 'NSRBwg==',
      ChecksumType: 'FULL_OBJECT',
    });
    expect((await attributes('copy')).ObjectParts).toBeUndefined();
  });
});

it('compares the checksum of the whole only where the request names the type', async () => {
  const { name } = await begin({ Key: 'full', ChecksumAlgorithm: 'CRC32C', ChecksumType: 'FULL_OBJECT' });
  const { ChecksumCRC32C } = await part(name, { ChecksumAlgorithm: 'CRC32C' });
  const wrong = {
    name: 'BadDigest',
    message: 'The crc32c you specified did not match the calculated checksum.',
  };
  await expect(complete(name, {}, { ChecksumCRC32C })).rejects.toMatchObject(wrong);
  const input = { ChecksumCRC32C, ChecksumType: 'FULL_OBJECT' };
  await expect(complete(name, {}, { ...input, ChecksumCRC32C: 'AAAAAA==' })).rejects.toMatchObject(wrong);
  await expect(complete(name, {}, { ChecksumType: 'COMPOSITE' })).rejects.toThrow(
    'the FULL_OBJECT checksum mode',
  );
  expect(await complete(name, {}, input)).toMatchObject(input);
});

it.each([
  [{ PartNumber: 2 }, 'InvalidPartNumber', 416],
  [{ PartNumber: 1, Range: 'bytes=0-1' }, 'InvalidRequest', 400],
])('refuses to read %o of an object of one part', async (input, name, httpStatusCode) => {
  const refused = s3.send(new GetObjectCommand({ Bucket, Key: 'plain', ...input }));
  await expect(refused).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
});

it('refuses what is not a checksum, and shows both values of a wrong MD5', async () => {
  for (const [name, value] of [
    ['sha256', 'eA=='],
    ['crc32', 'abcdefgh'],
  ])
    expect((await put('x', 'x', { [`x-amz-checksum-${name}`]: String(value) })).text).toContain(
      `<Code>InvalidRequest</Code><Message>Value for x-amz-checksum-${name} header is invalid.`,
    );
  expect((await put('x', 'x', { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' })).text).toContain(
    '<ExpectedDigest>AAAAAAAAAAAAAAAAAAAAAA==</ExpectedDigest><CalculatedDigest>ndTkYSaMgDT1yFZOFVxnpg==',
  );
});
