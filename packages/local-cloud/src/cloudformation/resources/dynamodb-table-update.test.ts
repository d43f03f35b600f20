import { describe, expect, it } from 'vitest';
import { tableProperties } from './dynamodb-table-properties.ts';
import { tableUpdate } from './dynamodb-table-update.ts';

const AttributeDefinitions = [{ AttributeName: 'id', AttributeType: 'S' }];
const throughput = (units: number | string) => ({ ReadCapacityUnits: units, WriteCapacityUnits: units });
const index = (units: number) => ({
  IndexName: 'byTitle',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
  ProvisionedThroughput: throughput(units),
});

function change(before: object, after: object) {
  return tableUpdate(
    tableProperties({ AttributeDefinitions, ...before }),
    tableProperties({ AttributeDefinitions, ...after }),
  );
}

describe('tableUpdate', () => {
  it('changes encryption and class, and undoes both', () => {
    const both = { SSESpecification: { SSEEnabled: 'true' }, TableClass: 'STANDARD_INFREQUENT_ACCESS' };
    expect(change({}, both)).toMatchObject({
      SSESpecification: { Enabled: true },
      TableClass: 'STANDARD_INFREQUENT_ACCESS',
    });
    expect(change(both, {})).toMatchObject({ SSESpecification: { Enabled: false }, TableClass: 'STANDARD' });
    expect(change(both, both)).toBeUndefined();
  });

  it('has nothing to do when only the spelling of numbers and booleans differs', () => {
    const before = { ProvisionedThroughput: throughput('5'), DeletionProtectionEnabled: 'true' };
    const after = { ProvisionedThroughput: throughput(5), DeletionProtectionEnabled: true };
    expect(change(before, after)).toBeUndefined();
  });

  it('changes billing and throughput together', () => {
    const after = { BillingMode: 'PROVISIONED', ProvisionedThroughput: throughput('5') };
    expect(change({ BillingMode: 'PAY_PER_REQUEST' }, after)).toEqual({
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: throughput(5),
    });
    expect(change(after, { BillingMode: 'PAY_PER_REQUEST' })).toEqual({ BillingMode: 'PAY_PER_REQUEST' });
  });

  it('changes the throughput of an index in place, and replaces it for any other change', () => {
    const updated = change({ GlobalSecondaryIndexes: [index(1)] }, { GlobalSecondaryIndexes: [index(2)] });
    expect(updated?.GlobalSecondaryIndexUpdates).toEqual([
      { Update: { IndexName: 'byTitle', ProvisionedThroughput: throughput(2) } },
    ]);
    const narrowed = { ...index(1), Projection: { ProjectionType: 'KEYS_ONLY' } };
    const remade = change({ GlobalSecondaryIndexes: [index(1)] }, { GlobalSecondaryIndexes: [narrowed] });
    expect(remade?.GlobalSecondaryIndexUpdates).toEqual([{ Create: narrowed }]);
    const removed = change({ GlobalSecondaryIndexes: [index(1)] }, {});
    expect(removed?.GlobalSecondaryIndexUpdates).toEqual([{ Delete: { IndexName: 'byTitle' } }]);
  });

  it('refuses a change of the attributes', () => {
    const AttributeDefinitions = [{ AttributeName: 'id', AttributeType: 'N' }];
    expect(() => change({}, { AttributeDefinitions })).toThrow('AttributeDefinitions');
  });
});
