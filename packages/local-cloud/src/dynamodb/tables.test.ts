import type { CreateTableInput, DescribeTableOutput, UpdateTableInput } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { withFolder } from '../testing/with-folder.ts';
import { createDynamoDb, type DynamoDb } from './dynamo-db.ts';

const folder = withFolder();
let dynamodb: DynamoDb;

beforeAll(() => {
  dynamodb = createDynamoDb(defaultAccount, { folder: folder() });
});
afterAll(() => dynamodb.stop());

async function create(TableName: string, more: Partial<CreateTableInput> = {}) {
  await dynamodb.call('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    ...more,
  });
  await expect.poll(async () => (await describeTable(TableName))?.TableStatus).toBe('ACTIVE');
}

const describeTable = async (TableName: string) =>
  (await dynamodb.call<DescribeTableOutput>('DescribeTable', { TableName })).Table;
const update = (input: UpdateTableInput) => dynamodb.call('UpdateTable', input);

describe('DynamoDB tables', () => {
  it('are in the account and region of the cloud, and known by their ARN too', async () => {
    await create('placed');
    const TableArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/placed';
    expect(await describeTable(TableArn)).toMatchObject({ TableName: 'placed', TableArn });
  });

  it('exist once', async () => {
    await create('single');
    await expect(create('single')).rejects.toMatchObject({
      code: 'ResourceInUseException',
      message: 'Table already exists: single',
    });
  });

  it('carry the tags they were made with', async () => {
    await create('tagged', { Tags: [{ Key: 'stage', Value: 'dev' }] });
    const ResourceArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/tagged';
    await dynamodb.call('TagResource', { ResourceArn, Tags: [{ Key: 'owner', Value: 'me' }] });
    const { Tags } = await dynamodb.call<{ Tags: object[] }>('ListTagsOfResource', { ResourceArn });
    expect(Tags).toHaveLength(2);
  });

  it('are not deleted while protected', async () => {
    await create('guarded', { DeletionProtectionEnabled: true });
    // Changes of other settings keep the protection.
    await update({ TableName: 'guarded', TableClass: 'STANDARD_INFREQUENT_ACCESS' });
    await dynamodb.call('UpdateTimeToLive', {
      TableName: 'guarded',
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' },
    });
    await expect(dynamodb.call('DeleteTable', { TableName: 'guarded' })).rejects.toMatchObject({
      code: 'ValidationException',
    });
    await update({ TableName: 'guarded', DeletionProtectionEnabled: false });
    await dynamodb.call('DeleteTable', { TableName: 'guarded' });
    await expect(dynamodb.call('DeleteTable', { TableName: 'guarded' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: 'Requested resource not found: Table: guarded not found',
    });
  });

  it('change their billing', async () => {
    await create('billed');
    const ProvisionedThroughput = { ReadCapacityUnits: 2, WriteCapacityUnits: 3 };
    await update({ TableName: 'billed', BillingMode: 'PROVISIONED', ProvisionedThroughput });
    expect(await describeTable('billed')).toMatchObject({
      ProvisionedThroughput,
      BillingModeSummary: { BillingMode: 'PROVISIONED' },
    });
  });

  it('keep the setting of their time to live', async () => {
    await create('living');
    const set = (Enabled: boolean) =>
      dynamodb.call('UpdateTimeToLive', {
        TableName: 'living',
        TimeToLiveSpecification: { Enabled, AttributeName: 'expires' },
      });
    await set(true);
    await update({ TableName: 'living', TableClass: 'STANDARD_INFREQUENT_ACCESS' });
    expect(await dynamodb.call('DescribeTimeToLive', { TableName: 'living' })).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' },
    });
    await expect(set(true)).rejects.toMatchObject({ message: 'TimeToLive is already enabled' });
    await set(false);
    expect(await dynamodb.call('DescribeTimeToLive', { TableName: 'living' })).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' },
    });
  });

  it('refuse streams and new indexes by name', async () => {
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } as const;
    await expect(create('streamed', { StreamSpecification })).rejects.toThrow('StreamSpecification');
    await create('indexed');
    const Delete = { IndexName: 'byTitle' };
    await expect(update({ TableName: 'indexed', GlobalSecondaryIndexUpdates: [{ Delete }] })).rejects.toThrow(
      'GlobalSecondaryIndexUpdates',
    );
  });
});
