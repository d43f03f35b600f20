import { expect, it } from 'vitest';
import { lifecycleRules } from './s3-bucket-lifecycle.ts';

const plain = (rule: object) =>
  JSON.parse(JSON.stringify(lifecycleRules([{ Status: 'Enabled', ...rule }])))[0];

it("are in S3's shape, numbers of YAML as strings included", () => {
  expect(
    plain({
      Id: 'a',
      Prefix: 'logs/',
      TagFilters: [{ Key: 'a', Value: 'b' }],
      ObjectSizeGreaterThan: '100',
      ExpirationDate: '2030-01-01T00:00:00Z',
      NoncurrentVersionExpiration: { NoncurrentDays: '3', NewerNoncurrentVersions: 2 },
      NoncurrentVersionTransition: { StorageClass: 'GLACIER', TransitionInDays: 4 },
      Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: '5' }],
    }),
  ).toEqual({
    ID: 'a',
    Status: 'Enabled',
    Filter: { And: { Prefix: 'logs/', Tags: [{ Key: 'a', Value: 'b' }], ObjectSizeGreaterThan: 100 } },
    Expiration: { Date: '2030-01-01T00:00:00.000Z' },
    NoncurrentVersionExpiration: { NoncurrentDays: 3, NewerNoncurrentVersions: 2 },
    NoncurrentVersionTransitions: [{ StorageClass: 'GLACIER', NoncurrentDays: 4 }],
    Transitions: [{ StorageClass: 'GLACIER', Days: 5 }],
  });
});

it('have no And around a single condition, and are for all objects without one', () => {
  expect(plain({ TagFilters: [{ Key: 'a', Value: 'b' }] }).Filter).toEqual({ Tag: { Key: 'a', Value: 'b' } });
  expect(plain({ ExpirationInDays: 1 })).toMatchObject({ Filter: { Prefix: '' }, Expiration: { Days: 1 } });
});
