import {
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type ObjectIdentifier,
  PutBucketVersioningCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
let s3: S3Client;

async function bucketWith(Bucket: string, keys: readonly string[]): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket }));
  for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
}

beforeAll(() => {
  s3 = cloud.client(S3Client);
});

describe('ListObjectsV2', () => {
  const Bucket = 'listed';
  const keys = ['a b+c', 'd/1', 'd/2', 'e', 'f&<\r>', 'ü', '😀'];
  beforeAll(() => bucketWith(Bucket, keys));

  it('describes the objects in the order of their keys', async () => {
    const list = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(list.Contents?.map(({ Key }) => Key)).toEqual(keys);
    expect(list.Contents?.[3]).toEqual({
      Key: 'e',
      ChecksumAlgorithm: ['CRC32'],
      ChecksumType: 'FULL_OBJECT',
      ETag: '"e1671797c52e15f763380b45e841ec32"',
      LastModified: expect.any(Date),
      Size: 1,
      StorageClass: 'STANDARD',
    });
    expect(list).toMatchObject({ IsTruncated: false, KeyCount: 7, MaxKeys: 1000, Name: Bucket });
  });

  it('pages, and rolls up by delimiter', async () => {
    const listed: (string | undefined)[] = [];
    const pages = paginateListObjectsV2({ client: s3, pageSize: 2 }, { Bucket, Delimiter: '/' });
    for await (const { Contents = [], CommonPrefixes = [] } of pages) {
      listed.push(...Contents.map(({ Key }) => Key), ...CommonPrefixes.map(({ Prefix }) => Prefix));
    }
    expect(listed).toEqual(['a b+c', 'd/', 'e', 'f&<\r>', 'ü', '😀']);
  });

  it('encodes names when asked, and begins after a key', async () => {
    const { Contents } = await s3.send(
      new ListObjectsV2Command({ Bucket, EncodingType: 'url', StartAfter: 'e', FetchOwner: true }),
    );
    expect(Contents?.map(({ Key }) => Key)).toEqual(['f%26%3C%0D%3E', '%C3%BC', '%F0%9F%98%80']);
    expect(Contents?.[0]?.Owner?.ID).toMatch(/^[\da-f]{64}$/);
  });

  it('refuses tokens that are not its own', async () => {
    await expect(
      s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken: 'made-up' })),
    ).rejects.toMatchObject({ name: 'InvalidArgument', ArgumentName: 'continuation-token' });
  });
});

it('lists by marker too', async () => {
  await bucketWith('marked', ['a', 'b', 'c/1', 'd']);
  const first = await s3.send(new ListObjectsCommand({ Bucket: 'marked', MaxKeys: 3, Delimiter: '/' }));
  expect(first).toMatchObject({ IsTruncated: true, NextMarker: 'c/', CommonPrefixes: [{ Prefix: 'c/' }] });
  const second = await s3.send(
    new ListObjectsCommand({ Bucket: 'marked', Delimiter: '/', Marker: first.NextMarker }),
  );
  expect(second.Contents?.map(({ Key }) => Key)).toEqual(['d']);
});

describe('versions', () => {
  const Bucket = 'versioned';
  beforeAll(async () => {
    await bucketWith(Bucket, ['a']);
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    for (const Key of ['a', 'a', 'b']) await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'new' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'b' }));
  });

  it('are listed with their delete markers, the newest first', async () => {
    const list = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(list.Versions?.map(({ Key, IsLatest, Size }) => [Key, IsLatest, Size])).toEqual([
      ['a', true, 3],
      ['a', false, 3],
      ['a', false, 1],
      ['b', false, 3],
    ]);
    expect(list.Versions?.[2]?.VersionId).toBe('null');
    expect(list.DeleteMarkers).toMatchObject([{ Key: 'b', IsLatest: true }]);
    const current = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(current.Contents?.map(({ Key }) => Key)).toEqual(['a']);
  });

  it('are paged within one key, and emptied like that', async () => {
    const Objects: { Key: string | undefined; VersionId: string | undefined }[] = [];
    const pages: number[] = [];
    let [KeyMarker, VersionIdMarker]: (string | undefined)[] = [];
    do {
      const input = { Bucket, MaxKeys: 2, KeyMarker, VersionIdMarker };
      const page: ListObjectVersionsCommandOutput = await s3.send(new ListObjectVersionsCommand(input));
      const found = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
      Objects.push(...found.map(({ Key, VersionId }) => ({ Key, VersionId })));
      pages.push(found.length);
      [KeyMarker, VersionIdMarker] = [page.NextKeyMarker, page.NextVersionIdMarker];
    } while (KeyMarker !== undefined);
    expect(pages).toEqual([2, 2, 1]);
    expect(new Set(Objects.map(({ Key, VersionId }) => `${Key} ${VersionId}`)).size).toBe(5);
    await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Quiet: true, Objects: Objects as ObjectIdentifier[] } }),
    );
    const list = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(list).not.toHaveProperty('Versions');
    expect(list).not.toHaveProperty('DeleteMarkers');
  });

  it('go on after a marker whose version is deleted, which is how tools empty a bucket', async () => {
    for (let count = 0; count < 5; count += 1)
      await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const [KeyMarker, deleted]: [string, string[]] = ['k', []];
    const first = await s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 3 }));
    for (const { Key, VersionId = '' } of first.Versions ?? []) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
      deleted.push(VersionId);
    }
    const VersionIdMarker = first.NextVersionIdMarker;
    expect(deleted).toContain(VersionIdMarker);
    const rest = await s3.send(new ListObjectVersionsCommand({ Bucket, KeyMarker, VersionIdMarker }));
    expect(rest.Versions).toHaveLength(2);
  });

  it('have no marker of a version without one of a key', async () => {
    const list = s3.send(new ListObjectVersionsCommand({ Bucket, VersionIdMarker: 'x' }));
    await expect(list).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});
