import { readdir, writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultAccount } from '../../account.ts';
import { withFolder } from '../../testing/with-folder.ts';
import { createS3, type S3 } from '../s3.ts';
import { digestOf } from './checksum.ts';
import { bodyToSend, readBody } from './stored-body.ts';

const Bucket = 'large';
const size = 5 * 1024 * 1024;
const temporary = withFolder();
let folder: string;
let tests = 0;
let s3: S3;

beforeEach(() => {
  tests += 1;
  folder = `${temporary()}/${tests}`;
  s3 = createS3(defaultAccount, { folder });
  s3.operations.CreateBucket({ Bucket });
});

const bytesOf = (seed: number, length = size) => Buffer.alloc(length, `${seed}-0123456789abcdef`);
const files = () => readdir(folder);
const none = () => expect.poll(files).toEqual([]);
const put = (Key: string, Body: Buffer) => s3.operations.PutObject({ Bucket, Key, Body });
const get = (Key: string, Range?: string) =>
  s3.operations.GetObject({ Bucket, Key, Range }, { caller: undefined }).Body;

async function collect(body: ReturnType<typeof bodyToSend>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of Buffer.isBuffer(body) ? [body] : body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('the body of an object over 1 MB', () => {
  it('is a file, which is removed with the object', async () => {
    await put('a', bytesOf(1));
    expect(await files()).toHaveLength(1);
    expect(readBody(get('a')).equals(bytesOf(1))).toBe(true);
    s3.operations.DeleteObject({ Bucket, Key: 'a' });
    await none();
  });

  it('is removed when another takes its place, and when it is refused', async () => {
    await put('a', bytesOf(1));
    await put('a', bytesOf(2));
    await expect.poll(files).toHaveLength(1);
    const refused = s3.operations.PutObject({ Bucket, Key: 'a', Body: bytesOf(3), IfMatch: '"other"' });
    await expect(refused).rejects.toMatchObject({ code: 'PreconditionFailed' });
    await expect.poll(files).toHaveLength(1);
    expect(readBody(get('a')).equals(bytesOf(2))).toBe(true);
  });

  it('is shared by copies until the last is deleted', async () => {
    await put('a', bytesOf(1));
    await s3.operations.CopyObject({ Bucket, Key: 'b', CopySource: `${Bucket}/a` });
    expect(await files()).toHaveLength(1);
    s3.operations.DeleteObject({ Bucket, Key: 'a' });
    expect(readBody(get('b')).equals(bytesOf(1))).toBe(true);
    s3.operations.DeleteObject({ Bucket, Key: 'b' });
    await none();
  });

  it('is sent as a stream, range by range, even when the object is deleted meanwhile', async () => {
    await put('a', bytesOf(1));
    const [whole, part] = [bodyToSend(get('a')), bodyToSend(get('a', 'bytes=1048570-3145740'))];
    expect(Buffer.isBuffer(whole)).toBe(false);
    s3.operations.DeleteObject({ Bucket, Key: 'a' });
    expect((await collect(whole)).equals(bytesOf(1))).toBe(true);
    expect((await collect(part)).equals(bytesOf(1).subarray(1_048_570, 3_145_741))).toBe(true);
    await none();
  });
});

it('an object whose body cannot be stored is refused with the reason', async () => {
  const file = `${temporary()}/file`;
  await writeFile(file, '');
  const broken = createS3(defaultAccount, { folder: `${file}/s3` });
  broken.operations.CreateBucket({ Bucket });
  const refused = broken.operations.PutObject({ Bucket, Key: 'a', Body: bytesOf(1) });
  await expect(refused).rejects.toMatchObject({
    code: 'InternalError',
    message: expect.stringMatching(/^The body cannot be stored: E/),
  });
});

describe('the parts of an upload', () => {
  async function upload(parts: readonly Buffer[]) {
    const key = { Bucket, Key: 'joined' };
    const { UploadId } = s3.operations.CreateMultipartUpload({ ...key, ChecksumAlgorithm: 'CRC64NVME' });
    const sent = parts.map(async (Body, index) => {
      const part = { PartNumber: index + 1 };
      return { ...part, ETag: (await s3.operations.UploadPart({ ...key, UploadId, Body, ...part })).ETag };
    });
    return { ...key, UploadId, MultipartUpload: { Parts: await Promise.all(sent) } };
  }

  it('become the object without being copied', async () => {
    const parts = [bytesOf(1), bytesOf(2), bytesOf(3, 100)];
    await s3.operations.CompleteMultipartUpload(await upload(parts));
    expect(await files()).toHaveLength(2);
    expect(readBody(get('joined')).equals(Buffer.concat(parts))).toBe(true);
    const range = `bytes=${size - 10}-${2 * size + 10}`;
    const expected = Buffer.concat(parts).subarray(size - 10, 2 * size + 11);
    expect((await collect(bodyToSend(get('joined', range)))).equals(expected)).toBe(true);
    s3.operations.DeleteObject({ Bucket, Key: 'joined' });
    await none();
  });

  it('are removed when the upload is aborted, or the part is replaced', async () => {
    const begun = await upload([bytesOf(1)]);
    await s3.operations.UploadPart({ ...begun, PartNumber: 1, Body: bytesOf(2) });
    await expect.poll(files).toHaveLength(1);
    s3.operations.AbortMultipartUpload(begun);
    await none();
  });

  it('are completed once, when two ask for it at a time', async () => {
    const begun = await upload([bytesOf(1)]);
    const both = [1, 2].map(() => s3.operations.CompleteMultipartUpload(begun));
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    s3.operations.DeleteObject({ Bucket, Key: 'joined' });
    await none();
  });
});

it('other work gets its turn while a large body is read for its checksum', async () => {
  let turns = 0;
  let next = setImmediate(function count() {
    turns += 1;
    next = setImmediate(count);
  });
  await digestOf('MD5', bytesOf(1, 20 * 1024 * 1024));
  clearImmediate(next);
  expect(turns).toBeGreaterThan(15);
});
