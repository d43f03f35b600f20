import { expect, it } from 'vitest';
import { defaultAccount } from '../../account.ts';
import { createS3 } from '../s3.ts';
import type { ObjectEvent } from '../state.ts';

const Bucket = 'bounded';

it('stores no more than its bound, and counts what is replaced and deleted', async () => {
  const { operations } = createS3(defaultAccount, { maxStoredBytes: 10 });
  operations.CreateBucket({ Bucket });
  const put = (Key: string, bytes: number) =>
    operations.PutObject({ Bucket, Key, Body: Buffer.alloc(bytes) });
  await put('a', 8);
  await expect(put('b', 3)).rejects.toEqual(
    expect.objectContaining({ code: 'InsufficientStorage', statusCode: 507 }),
  );
  await put('a', 2);
  await put('b', 8);
  operations.DeleteObject({ Bucket, Key: 'b' });
  await put('c', 8);
});

it('calls its listeners for every object that is created or deleted, until they are removed', async () => {
  const { operations, onObjectEvent } = createS3(defaultAccount);
  operations.CreateBucket({ Bucket });
  const events: ObjectEvent[] = [];
  const stop = onObjectEvent((event) => events.push(event));
  await operations.PutObject({ Bucket, Key: 'a', Body: Buffer.from('hello') });
  await operations.CopyObject({ Bucket, Key: 'b', CopySource: `${Bucket}/a` });
  operations.DeleteObject({ Bucket, Key: 'a' });
  operations.PutBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Enabled' } });
  operations.DeleteObject({ Bucket, Key: 'b' });
  stop();
  await operations.PutObject({ Bucket, Key: 'c' });
  expect(events.map(({ eventName, key }) => [eventName, key])).toEqual([
    ['ObjectCreated:Put', 'a'],
    ['ObjectCreated:Copy', 'b'],
    ['ObjectRemoved:Delete', 'a'],
    ['ObjectRemoved:DeleteMarkerCreated', 'b'],
  ]);
  expect(events[0]).toMatchObject({ bucket: Bucket, size: 5, eTag: '5d41402abc4b2a76b9719d911017c592' });
});

it('hands the stored bytes to other services', async () => {
  const { operations, readObject } = createS3(defaultAccount);
  operations.CreateBucket({ Bucket });
  await operations.PutObject({ Bucket, Key: 'a', Body: Buffer.from('hello') });
  expect(readObject(Bucket, 'a')?.body.toString()).toBe('hello');
  expect(readObject(Bucket, 'b')).toBeUndefined();
  expect(readObject('other', 'a')).toBeUndefined();
});
