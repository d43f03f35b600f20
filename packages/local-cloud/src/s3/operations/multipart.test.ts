import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
const Bucket = 'parts';
const fiveMiB = Buffer.alloc(5 * 1024 * 1024, 'x');
let s3: S3Client;

beforeAll(async () => {
  s3 = cloud.client(S3Client);
  await s3.send(new CreateBucketCommand({ Bucket }));
});

async function begin(
  Key: string,
  input: object = {},
): Promise<{ Key: string; UploadId: string | undefined }> {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...input }));
  return { Key, UploadId };
}

async function complete(upload: object, parts: readonly { PartNumber: number; ETag: string }[]) {
  const input = { Bucket, ...upload, MultipartUpload: { Parts: [...parts] } };
  return s3.send(new CompleteMultipartUploadCommand(input as never));
}

async function send(upload: object, PartNumber: number, Body: Buffer) {
  const output = await s3.send(new UploadPartCommand({ Bucket, PartNumber, Body, ...upload } as never));
  return { PartNumber, ETag: String(output.ETag) };
}

/** With the checksum, which only an upload that has an algorithm accepts. */
async function sendWithChecksum(upload: object, PartNumber: number, Body: Buffer) {
  const output = await s3.send(new UploadPartCommand({ Bucket, PartNumber, Body, ...upload } as never));
  return { PartNumber, ETag: String(output.ETag), ChecksumCRC32: output.ChecksumCRC32 };
}

function crcOf(bytes: Buffer): Buffer {
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(bytes));
  return crc;
}

it('makes one object of parts, with the checksum of their checksums', async () => {
  const upload = await begin('whole', { ContentType: 'text/plain', ChecksumAlgorithm: 'CRC32' });
  const parts = [
    await sendWithChecksum(upload, 1, fiveMiB),
    await sendWithChecksum(upload, 7, Buffer.from('end')),
  ];
  const listed = await s3.send(new ListPartsCommand({ Bucket, ...upload }));
  expect(listed.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
    [1, fiveMiB.length],
    [7, 3],
  ]);

  const output = await complete(upload, parts);
  const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest();
  const both = Buffer.concat([md5(fiveMiB), md5(Buffer.from('end'))]);
  const bothCrcs = Buffer.concat([crcOf(fiveMiB), crcOf(Buffer.from('end'))]);
  expect(output).toMatchObject({
    ETag: `"${md5(both).toString('hex')}-2"`,
    ChecksumCRC32: `${crcOf(bothCrcs).toString('base64')}-2`,
    ChecksumType: 'COMPOSITE',
  });
  const object = await s3.send(new GetObjectCommand({ Bucket, Key: 'whole' }));
  expect(object).toMatchObject({ ContentLength: fiveMiB.length + 3, ContentType: 'text/plain' });
  expect((await object.Body?.transformToString())?.slice(-4)).toBe('xend');
});

it('copies a range of an object as a part', async () => {
  const source = await begin('source');
  await complete(source, [await send(source, 1, Buffer.from('0123456789'))]);
  const upload = await begin('from-copy');
  const { CopyPartResult } = await s3.send(
    new UploadPartCopyCommand({
      Bucket,
      ...upload,
      PartNumber: 1,
      CopySource: `${Bucket}/source`,
      CopySourceRange: 'bytes=2-4',
    }),
  );
  await complete(upload, [{ PartNumber: 1, ETag: String(CopyPartResult?.ETag) }]);
  const object = await s3.send(new GetObjectCommand({ Bucket, Key: 'from-copy' }));
  expect(await object.Body?.transformToString()).toBe('234');
});

it('refuses parts in the wrong order, unknown ones and small ones', async () => {
  const upload = await begin('refused');
  const one = await send(upload, 1, Buffer.from('small'));
  const two = await send(upload, 2, Buffer.from('also'));
  await expect(complete(upload, [two, one])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
  await expect(complete(upload, [{ ...one, ETag: '"x"' }])).rejects.toMatchObject({ name: 'InvalidPart' });
  await expect(complete(upload, [one, two])).rejects.toMatchObject({ name: 'EntityTooSmall' });
});

it('lists uploads until they are aborted', async () => {
  const upload = await begin('aborted');
  const listed = async () => {
    const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'aborted' }));
    return Uploads.map(({ UploadId }) => UploadId);
  };
  expect(await listed()).toEqual([upload.UploadId]);
  await s3.send(new AbortMultipartUploadCommand({ Bucket, ...upload }));
  expect(await listed()).toEqual([]);
  await expect(send(upload, 1, Buffer.from('late'))).rejects.toMatchObject({
    name: 'NoSuchUpload',
    $metadata: { httpStatusCode: 404 },
  });
});
