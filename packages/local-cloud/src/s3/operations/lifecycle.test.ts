import {
  CreateBucketCommand,
  GetBucketLifecycleConfigurationCommand,
  HeadObjectCommand,
  type LifecycleRule,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
const Bucket = 'lifecycle';
let s3: S3Client;

beforeAll(async () => {
  s3 = cloud.client(S3Client);
  await s3.send(new CreateBucketCommand({ Bucket }));
});

const tag = (Key: string) => ({ Key, Value: 'b' });
const rule = (ID: string, Days: number, Filter: LifecycleRule['Filter']): LifecycleRule => ({
  ID,
  Status: 'Enabled',
  Filter,
  Expiration: { Days },
});

function setRules(Rules: LifecycleRule[], input: object = {}) {
  const LifecycleConfiguration = { Rules };
  return s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration, ...input }));
}

it('rules are kept, and responses to writes and reads say which makes the object expire, and when', async () => {
  const rules = [
    rule('logs', 7, { Prefix: 'logs/' }),
    rule('tagged', 3, { And: { Prefix: 'logs/', Tags: [tag('a'), tag('c')] } }),
    rule('large', 1, { ObjectSizeGreaterThan: 3 }),
  ];
  const { TransitionDefaultMinimumObjectSize: size } = await setRules(rules);
  expect(size).toBe('all_storage_classes_128K');
  expect((await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules).toEqual(rules);

  const put = (Key: string, Body: string, Tagging?: string) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body, Tagging }));
  expect((await put('other', 'x')).Expiration).toBeUndefined();
  expect((await put('other', 'large')).Expiration).toContain('rule-id="large"');
  expect((await put('logs/1', 'x', 'a=b&c=b')).Expiration).toContain('rule-id="tagged"');
  await put('logs/1', 'x', 'a=b');
  const { Expiration, LastModified } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'logs/1' }));
  const [, date = '', id] = /^expiry-date="(.+)", rule-id="(.+)"$/.exec(Expiration ?? '') ?? [];
  expect(id).toBe('logs');
  expect(date).toContain(' 00:00:00 GMT');
  const days = (Date.parse(date) - (LastModified?.getTime() ?? 0)) / 86_400_000;
  expect(days >= 7 && days <= 8).toBe(true);
});

it.each([
  ['no filter', { Filter: undefined }, 'MalformedXML'],
  ['two conditions', { Filter: { Prefix: 'a', ObjectSizeLessThan: 1 } }, 'MalformedXML'],
  ['two expirations', { Expiration: { Days: 1, ExpiredObjectDeleteMarker: true } }, 'MalformedXML'],
  ['a time of day', { Expiration: { Date: new Date(1_800_000_001_000) } }, 'InvalidArgument'],
  ['a tag twice', { Filter: { And: { Tags: [tag('a'), tag('a')] } } }, 'InvalidRequest'],
])('a rule with %s is refused', async (_what, changes, name) => {
  const refused = setRules([{ ...rule('r', 1, { Prefix: '' }), ...changes }]);
  await expect(refused).rejects.toMatchObject({ name });
});

it('a smallest size of transitions that does not exist is refused', async () => {
  const refused = setRules([rule('r', 1, {})], { TransitionDefaultMinimumObjectSize: 'value' });
  await expect(refused).rejects.toThrow('Invalid TransitionDefaultMinimumObjectSize found: value');
});
