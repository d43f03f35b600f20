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

const put = (Key: string, Body: string, Tagging?: string) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, Tagging }));

it('rules are kept, and responses to writes and reads say which makes the object expire, and when', async () => {
  const rules = [
    rule('logs', 7, { Prefix: 'logs/' }),
    rule('tagged', 3, { And: { Prefix: 'logs/', Tags: [tag('a'), tag('c')] } }),
    rule('large', 1, { ObjectSizeGreaterThan: 3 }),
  ];
  const { TransitionDefaultMinimumObjectSize: size } = await setRules(rules);
  expect(size).toBe('all_storage_classes_128K');
  expect((await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules).toEqual(rules);

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

it.each<[string, Partial<LifecycleRule>, expiring: string, staying: string, tags?: [string, string]]>([
  ['larger than 3 bytes', { Filter: { ObjectSizeGreaterThan: 3 } }, '4444', '333'],
  ['smaller than 3 bytes', { Filter: { ObjectSizeLessThan: 3 } }, '22', '333'],
  ['that have a tag', { Filter: { Tag: tag('a') } }, 'x', 'x', ['a=b', 'a=c']],
  ['that begin with the prefix of an old rule', { Filter: undefined, Prefix: 'k' }, 'x', 'x'],
])('a rule is for the objects %s, and for no others', async (_what, changes, expiring, staying, tags) => {
  await setRules([{ ...rule('it is "this"', 1, {}), ...changes }]);
  expect((await put('key', expiring, tags?.[0])).Expiration).toMatch(/, rule-id="it%20is%20%22this%22"$/);
  expect((await put(changes.Prefix ? 'other' : 'key', staying, tags?.[1])).Expiration).toBeUndefined();
  await setRules([{ ...rule('off', 1, {}), ...changes, Status: 'Disabled' }]);
  expect((await put('key', expiring, tags?.[0])).Expiration).toBeUndefined();
});

it('a rule with a date names that date', async () => {
  await setRules([{ ...rule('dated', 1, { Prefix: '' }), Expiration: { Date: new Date('2100-01-01') } }]);
  expect((await put('key', 'x')).Expiration).toBe(
    'expiry-date="Fri, 01 Jan 2100 00:00:00 GMT", rule-id="dated"',
  );
});

it('1000 rules are kept, each with its own id, and a refused set of rules does not replace them', async () => {
  const { ID, ...unnamed } = rule('', 1, { Prefix: 'a' });
  await setRules(Array.from({ length: 1000 }, () => unnamed));
  const ids = async () =>
    (await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules?.map(({ ID: id }) => id);
  const kept = await ids();
  expect(new Set(kept).size).toBe(1000);
  await expect(setRules(Array.from({ length: 1001 }, () => unnamed))).rejects.toThrow('not well-formed');
  await expect(setRules([])).rejects.toThrow('not well-formed');
  await expect(setRules([unnamed], { TransitionDefaultMinimumObjectSize: 'value' })).rejects.toThrow(
    'Invalid',
  );
  expect(await ids()).toEqual(kept);
});

it.each([
  ['no filter', { Filter: undefined }, 'MalformedXML'],
  ['two conditions', { Filter: { Prefix: 'a', ObjectSizeLessThan: 1 } }, 'MalformedXML'],
  ['two expirations', { Expiration: { Days: 1, ExpiredObjectDeleteMarker: true } }, 'MalformedXML'],
  ['a time of day', { Expiration: { Date: new Date(1_800_000_001_000) } }, 'InvalidArgument'],
  ['a status that does not exist', { Status: 'enabled' as never }, 'MalformedXML'],
  ['an id of 256 characters', { ID: 'a'.repeat(256) }, 'InvalidArgument'],
  ['a tag twice', { Filter: { And: { Tags: [tag('a'), tag('a')] } } }, 'InvalidRequest'],
])('a rule with %s is refused', async (_what, changes, name) => {
  const refused = setRules([{ ...rule('r', 1, { Prefix: '' }), ...changes }]);
  await expect(refused).rejects.toMatchObject({ name });
});

it.each([
  ['Expiration', 'Days'],
  ['NoncurrentVersionExpiration', 'NoncurrentDays'],
  ['AbortIncompleteMultipartUpload', 'DaysAfterInitiation'],
])('a rule whose %s has 0 as %s is refused; with 1 it is kept', async (action, days) => {
  const changed = (value: number) => ({ ...rule('r', 1, { Prefix: '' }), [action]: { [days]: value } });
  await setRules([changed(1)]);
  await expect(setRules([changed(0)])).rejects.toMatchObject({
    name: 'InvalidArgument',
    message: `'${days}' for ${action} action must be a positive integer`,
  });
});

it('two rules with one id are refused', async () => {
  await expect(
    setRules([rule('r', 1, { Prefix: 'a' }), rule('r', 2, { Prefix: 'b' })]),
  ).rejects.toMatchObject({
    name: 'InvalidArgument',
    message: 'Rule ID must be unique. Found same ID for more than one rule',
  });
});

it('a smallest size of transitions that does not exist is refused', async () => {
  const refused = setRules([rule('r', 1, {})], { TransitionDefaultMinimumObjectSize: 'value' });
  await expect(refused).rejects.toThrow('Invalid TransitionDefaultMinimumObjectSize found: value');
});
