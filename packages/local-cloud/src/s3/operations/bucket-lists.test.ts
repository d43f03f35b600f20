import {
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketTaggingCommand,
  ListBucketsCommand,
  PutBucketLifecycleConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
let s3: S3Client;
beforeAll(async () => {
  s3 = cloud.client(S3Client);
  for (const Bucket of ['list-a', 'list-b', 'list-c']) await s3.send(new CreateBucketCommand({ Bucket }));
});

describe('buckets', () => {
  it('are listed in pages, and by region', async () => {
    const list = async (input: object) => {
      const { Buckets, ContinuationToken } = await s3.send(
        new ListBucketsCommand({ Prefix: 'list-', ...input }),
      );
      return [Buckets?.map(({ Name }) => Name) ?? [], ContinuationToken] as const;
    };
    const [first, ContinuationToken] = await list({ MaxBuckets: 2 });
    expect(first).toEqual(['list-a', 'list-b']);
    expect(await list({ MaxBuckets: 2, ContinuationToken })).toEqual([['list-c'], undefined]);
    expect(await list({ BucketRegion: 'eu-west-1' })).toEqual([[], undefined]);
    await expect(list({ ContinuationToken: 'x' })).rejects.toThrow('The continuation-token is not valid');
  });

  it('are created with their tags', async () => {
    const Tags = [{ Key: 'team', Value: 'blue' }];
    await s3.send(new CreateBucketCommand({ Bucket: 'tagged', CreateBucketConfiguration: { Tags } }));
    expect((await s3.send(new GetBucketTaggingCommand({ Bucket: 'tagged' }))).TagSet).toEqual(Tags);
  });

  it('keep lifecycle rules that have several conditions', async () => {
    const Tags = [
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '2' },
    ];
    const rule = {
      ID: 'both',
      Status: 'Enabled' as const,
      Filter: { And: { Prefix: 'x/', Tags } },
      Expiration: { Days: 1 },
    };
    const LifecycleConfiguration = { Rules: [rule] };
    const put = { Bucket: 'list-a', LifecycleConfiguration };
    const get = () => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: 'list-a' }));
    await s3.send(new PutBucketLifecycleConfigurationCommand(put));
    const kept = await get();
    expect(kept.Rules).toEqual([rule]);
    expect(kept.TransitionDefaultMinimumObjectSize).toBe('all_storage_classes_128K');
    const TransitionDefaultMinimumObjectSize = 'varies_by_storage_class';
    await s3.send(new PutBucketLifecycleConfigurationCommand({ ...put, TransitionDefaultMinimumObjectSize }));
    expect((await get()).TransitionDefaultMinimumObjectSize).toBe('varies_by_storage_class');
  });

  it('refuse what is of directory buckets or of Object Lock', async () => {
    const Objects = [{ Key: 'k', Size: 1 }];
    const { Errors } = await s3.send(new DeleteObjectsCommand({ Bucket: 'list-a', Delete: { Objects } }));
    expect(Errors).toMatchObject([{ Key: 'k', Code: 'NotImplemented' }]);
    const bypass = { Bucket: 'list-a', Key: 'k', BypassGovernanceRetention: true };
    await expect(s3.send(new DeleteObjectCommand(bypass))).rejects.toThrow(
      'x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.',
    );
  });
});
