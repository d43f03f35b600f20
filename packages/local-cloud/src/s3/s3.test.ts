import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();
const Bucket = 'objects';
let s3: S3Client;

beforeAll(async () => {
  s3 = cloud.client(S3Client);
  await s3.send(new CreateBucketCommand({ Bucket }));
});

async function put(Key: string, Body: string): Promise<string> {
  const { ETag = '' } = await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  return ETag;
}

describe('buckets', () => {
  it('are made, found, listed and deleted', async () => {
    const { Location } = await s3.send(new CreateBucketCommand({ Bucket: 'short-lived' }));
    expect(Location).toBe('/short-lived');
    expect((await s3.send(new HeadBucketCommand({ Bucket: 'short-lived' }))).BucketRegion).toBe('us-east-1');
    const { Buckets } = await s3.send(new ListBucketsCommand({ Prefix: 'short' }));
    expect(Buckets).toEqual([
      {
        Name: 'short-lived',
        CreationDate: expect.any(Date),
        BucketRegion: 'us-east-1',
        BucketArn: 'arn:aws:s3:::short-lived',
      },
    ]);
    const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket: 'short-lived' }));
    expect(LocationConstraint).toBeUndefined();
    await s3.send(new DeleteBucketCommand({ Bucket: 'short-lived' }));
    await expect(s3.send(new HeadBucketCommand({ Bucket: 'short-lived' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  it('accept headers outside of ASCII, signed as text and sent as UTF-8', async () => {
    const ContentDisposition = 'attachment; filename="©.txt"';
    const bytes = Buffer.from(ContentDisposition).toString('latin1');
    const client = cloud.client(S3Client);
    // The header is signed before, and becomes bytes as boto3 sends them.
    client.middlewareStack.add(
      (next) => (input) => {
        const { headers } = input.request as { headers: Record<string, string> };
        headers['content-disposition'] = bytes;
        return next(input);
      },
      { step: 'deserialize', priority: 'low' },
    );
    await client.send(new PutObjectCommand({ Bucket, Key: 'unicode', Body: 'x', ContentDisposition }));
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'unicode' }));
    expect(Buffer.from(head.ContentDisposition ?? '', 'latin1').toString()).toBe(ContentDisposition);
  });

  it('keep their objects when their owner makes them again', async () => {
    await put('kept', 'x');
    await s3.send(new CreateBucketCommand({ Bucket }));
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'kept' }))).resolves.toBeDefined();
  });

  it.each(['Upper', 'ab', '192.168.0.1', 'a..b', '-dash', 'xn--name', 'name-s3alias'])(
    'are not called %s',
    async (name) => {
      await expect(s3.send(new CreateBucketCommand({ Bucket: name }))).rejects.toMatchObject({
        name: 'InvalidBucketName',
        $metadata: { httpStatusCode: 400 },
      });
    },
  );

  it('are not deleted while they hold something', async () => {
    await put('something', 'x');
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketNotEmpty',
      message: 'The bucket you tried to delete is not empty',
      $metadata: { httpStatusCode: 409 },
    });
  });
});

describe('objects', () => {
  it('come back as they were stored, with their metadata', async () => {
    const Key = 'a/../ü +%&//b?.txt';
    const input = { CacheControl: 'max-age=60', ContentLanguage: 'de', ContentType: 'text/plain' };
    const stored = await s3.send(
      new PutObjectCommand({ Bucket, Key, Body: 'hallo', Metadata: { colour: 'blue' }, ...input }),
    );
    expect(stored.ETag).toBe('"598d4c200461b81522a3328565c25f7c"');
    const { Body, ...output } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await Body?.transformToString()).toBe('hallo');
    expect(output).toMatchObject({
      ...input,
      AcceptRanges: 'bytes',
      ContentLength: 5,
      ETag: stored.ETag,
      LastModified: expect.any(Date),
      Metadata: { colour: 'blue' },
      ServerSideEncryption: 'AES256',
    });
  });

  it('are described without their bytes', async () => {
    await put('described', '12345');
    const output = await s3.send(new HeadObjectCommand({ Bucket, Key: 'described' }));
    expect(output).toMatchObject({ ContentLength: 5, ContentType: 'application/octet-stream' });
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'keep the %s they were sent with',
    async (ChecksumAlgorithm) => {
      const stored = await s3.send(
        new PutObjectCommand({ Bucket, Key: 'summed', Body: 'summed', ChecksumAlgorithm }),
      );
      const member = `Checksum${ChecksumAlgorithm}` as const;
      expect(stored[member]).toMatch(/=$/);
      const read = await s3.send(new GetObjectCommand({ Bucket, Key: 'summed', ChecksumMode: 'ENABLED' }));
      expect(read[member]).toBe(stored[member]);
      expect(read.ChecksumType).toBe('FULL_OBJECT');
      // The SDK compares the checksum while it reads.
      expect(await read.Body?.transformToString()).toBe('summed');
    },
  );

  it('arrive in chunks, whose framing does not stay', async () => {
    const chunks = [Buffer.alloc(70_000, 1), Buffer.alloc(9, 2)];
    const Body = Readable.from(chunks);
    const input = { Bucket, Key: 'streamed', Body, ContentLength: 70_009, ContentEncoding: 'gzip' };
    await s3.send(new PutObjectCommand(input));
    const read = await s3.send(new GetObjectCommand({ Bucket, Key: 'streamed' }));
    expect(read.ContentEncoding).toBe('gzip');
    expect(Buffer.from((await read.Body?.transformToByteArray()) ?? []).equals(Buffer.concat(chunks))).toBe(
      true,
    );
  });

  it('are read in part', async () => {
    await put('ranged', '0123456789');
    const read = await s3.send(new GetObjectCommand({ Bucket, Key: 'ranged', Range: 'bytes=2-4' }));
    expect(read).toMatchObject({
      $metadata: { httpStatusCode: 206 },
      ContentLength: 3,
      ContentRange: 'bytes 2-4/10',
    });
    expect(await read.Body?.transformToString()).toBe('234');
    await expect(
      s3.send(new GetObjectCommand({ Bucket, Key: 'ranged', Range: 'bytes=10-' })),
    ).rejects.toMatchObject({ name: 'InvalidRange', ActualObjectSize: '10' });
  });

  it('are read and written on conditions', async () => {
    const ETag = await put('conditional', 'one');
    const Key = 'conditional';
    await expect(s3.send(new GetObjectCommand({ Bucket, Key, IfNoneMatch: ETag }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    await expect(s3.send(new GetObjectCommand({ Bucket, Key, IfMatch: '"x"' }))).rejects.toMatchObject({
      name: 'PreconditionFailed',
      Condition: 'If-Match',
    });
    const write = (conditions: object) =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body: 'two', ...conditions }));
    await expect(write({ IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(write({ IfMatch: '"x"' })).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
    await expect(write({ IfMatch: ETag })).resolves.toBeDefined();
  });

  it('are returned with other headers when a signed request asks for them', async () => {
    await put('overridden', '{}');
    const read = await s3.send(
      new GetObjectCommand({
        Bucket,
        Key: 'overridden',
        ResponseContentType: 'application/json',
        ResponseContentDisposition: 'attachment',
      }),
    );
    expect(read).toMatchObject({ ContentDisposition: 'attachment', ContentType: 'application/json' });
    const unwritable = s3.send(
      new GetObjectCommand({ Bucket, Key: 'overridden', ResponseContentDisposition: 'a\r\nb: c' }),
    );
    await expect(unwritable).rejects.toMatchObject({
      name: 'InvalidArgument',
      ArgumentName: 'response-content-disposition',
    });
  });

  it('are copied with their metadata, or with other', async () => {
    const source = { Bucket, Key: 'ü 1', Body: 'copied', Metadata: { a: '1' } };
    const { ETag } = await s3.send(new PutObjectCommand(source));
    const CopySource = `${Bucket}/${encodeURIComponent('ü 1')}`;
    const { CopyObjectResult } = await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }));
    expect(CopyObjectResult?.ETag).toBe(ETag);
    const copy = await s3.send(new HeadObjectCommand({ Bucket, Key: 'copy' }));
    expect(copy).toMatchObject({ ContentLength: 6, Metadata: { a: '1' } });
    const replace = { MetadataDirective: 'REPLACE', Metadata: { b: '2' } } as const;
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/copy`, ...replace }));
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'copy' }))).Metadata).toEqual({ b: '2' });
  });

  it('are not copied onto themselves unchanged', async () => {
    await put('self', 'x');
    await expect(
      s3.send(new CopyObjectCommand({ Bucket, Key: 'self', CopySource: `${Bucket}/self` })),
    ).rejects.toMatchObject({ name: 'InvalidRequest' });
  });

  it('are deleted one by one and many at once, also when they are not there', async () => {
    await put('gone', 'x');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    const keys = ['one', 'two\r\n', '<three> & "four"'];
    for (const key of keys) await put(key, 'x');
    const Objects = [...keys, 'never'].map((Key) => ({ Key }));
    const output = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(output.Deleted).toEqual(Objects);
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'two\r\n' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  it('that do not exist are named in the error', async () => {
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'nope' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
      message: 'The specified key does not exist.',
      Key: 'nope',
      $metadata: {
        httpStatusCode: 404,
        requestId: expect.any(String),
        extendedRequestId: expect.any(String),
      },
    });
  });

  it('have keys of at most 1,024 bytes and metadata of at most 2 KB', async () => {
    await expect(put('é'.repeat(512), 'x')).resolves.toBeDefined();
    await expect(put(`${'é'.repeat(512)}x`, 'x')).rejects.toMatchObject({ name: 'KeyTooLongError' });
    const Metadata = { long: 'x'.repeat(2045) };
    await expect(
      s3.send(new PutObjectCommand({ Bucket, Key: 'meta', Body: 'x', Metadata })),
    ).rejects.toMatchObject({
      name: 'MetadataTooLarge',
    });
  });
});

it('refuses by name what it does not offer', async () => {
  const { status, text } = await raw(`/${Bucket}?replication`);
  expect(status).toBe(501);
  expect(text).toContain('<Code>NotImplemented</Code>');
  expect(text).toContain('GET ?replication of a bucket');
});

async function raw(path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`${cloud.url()}${path}`);
  return { status: response.status, text: await response.text() };
}
