import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  UpdateTableCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();
let client: DynamoDBClient;
beforeAll(() => {
  client = cloud.client(DynamoDBClient);
});

const table = {
  TableName: 'kept',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' as const }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }],
  BillingMode: 'PAY_PER_REQUEST' as const,
};

const described = async () => (await client.send(new DescribeTableCommand({ TableName: 'kept' }))).Table;

describe('settings of a table without effect', () => {
  it('are kept, changed and shown, and its id is a UUID', async () => {
    const settings = {
      SSESpecification: { Enabled: true },
      TableClass: 'STANDARD_INFREQUENT_ACCESS' as const,
      OnDemandThroughput: { MaxReadRequestUnits: 5, MaxWriteRequestUnits: 5 },
    };
    const created = await client.send(new CreateTableCommand({ ...table, ...settings }));
    const { TableId } = created.TableDescription ?? {};
    expect(TableId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    await waitUntilTableExists(
      { client, maxWaitTime: 300, minDelay: 0.05, maxDelay: 0.2 },
      { TableName: 'kept' },
    );
    expect(await described()).toMatchObject({
      TableId,
      SSEDescription: { Status: 'ENABLED', SSEType: 'KMS' },
      TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
      OnDemandThroughput: { MaxReadRequestUnits: 5, MaxWriteRequestUnits: 5 },
    });
    await client.send(
      new UpdateTableCommand({
        TableName: 'kept',
        TableClass: 'STANDARD',
        SSESpecification: { Enabled: false },
      }),
    );
    const changed = await described();
    expect(changed?.TableClassSummary).toEqual({ TableClass: 'STANDARD' });
    expect(changed?.SSEDescription).toBeUndefined();
    const deleted = await client.send(new DeleteTableCommand({ TableName: 'kept' }));
    expect(deleted.TableDescription).toMatchObject({ TableId, DeletionProtectionEnabled: false });
  });

  it('do not include a policy', async () => {
    await expect(client.send(new CreateTableCommand({ ...table, ResourcePolicy: '{}' }))).rejects.toThrow(
      'The member ResourcePolicy of CreateTable is not offered',
    );
  });
});
