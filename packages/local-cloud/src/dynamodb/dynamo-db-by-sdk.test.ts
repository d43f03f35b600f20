import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateScan,
  ResourceNotFoundException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();
const TableName = 'notes';
let client: DynamoDBClient;

beforeAll(async () => {
  client = cloud.client(DynamoDBClient);
  const table = {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  } as const;
  await client.send(
    new CreateTableCommand({
      ...table,
      KeySchema: [...table.KeySchema],
      AttributeDefinitions: [...table.AttributeDefinitions],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 300, minDelay: 1 }, { TableName });
});

describe('DynamoDB, by the SDK', () => {
  it('puts, reads, updates and deletes an item', async () => {
    const Key = { id: { S: 'a/ü 🗝' } };
    const bytes = new Uint8Array([0, 255, 10]);
    await client.send(
      new PutItemCommand({ TableName, Item: { ...Key, bytes: { B: bytes }, n: { N: '1' } } }),
    );
    await client.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      }),
    );
    const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
    expect(Item).toEqual({ ...Key, bytes: { B: bytes }, n: { N: '2' } });
    await client.send(new DeleteItemCommand({ TableName, Key }));
    expect(await client.send(new GetItemCommand({ TableName, Key }))).not.toHaveProperty('Item');
  });

  it('refuses in the SDK’s own error classes', async () => {
    const Key = { id: { S: 'absent' } };
    const conditional = new DeleteItemCommand({
      TableName,
      Key,
      ConditionExpression: 'attribute_exists(id)',
    });
    await expect(client.send(conditional)).rejects.toBeInstanceOf(ConditionalCheckFailedException);
    const missing = new GetItemCommand({ TableName: 'absent', Key });
    await expect(client.send(missing)).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('shows the item that a condition does not hold for, where that is asked for', async () => {
    const Item = { id: { S: 'kept' }, n: { N: '1' } };
    await client.send(new PutItemCommand({ TableName, Item }));
    const put = { TableName, Item, ConditionExpression: 'attribute_not_exists(id)' };
    const asked = { ...put, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
    await expect(client.send(new PutItemCommand(asked))).rejects.toMatchObject({ Item });
    await expect(client.send(new PutItemCommand(put))).rejects.not.toHaveProperty('Item', Item);
    await client.send(new DeleteItemCommand({ TableName, Key: { id: Item.id } }));
  });

  it('is scanned page by page', async () => {
    const ids = Array.from({ length: 7 }, (_, index) => `page-${index}`);
    for (const id of ids) await client.send(new PutItemCommand({ TableName, Item: { id: { S: id } } }));
    const seen: (string | undefined)[] = [];
    for await (const { Items = [] } of paginateScan({ client, pageSize: 3 }, { TableName })) {
      seen.push(...Items.map(({ id }) => id?.S));
    }
    expect(seen.sort()).toEqual(ids);
  });

  it('names an operation it does not offer', async () => {
    const call = client.send(new TransactWriteItemsCommand({ TransactItems: [] }));
    await expect(call).rejects.toThrow('TransactWriteItems');
  });
});
