import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { parsePolicy } from '../aws/policy/policy-document.ts';
import type { AwsRequest, Caller } from '../aws/service.ts';
import { withFolder } from '../testing/with-folder.ts';
import { createDynamoDb, type DynamoDb } from './dynamo-db.ts';
import { createActiveTable } from './testing/create-active-table.ts';

const keySchema = {
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
};
const TableName = 'notes';
const folder = withFolder();
let dynamodb: DynamoDb;

beforeAll(async () => {
  dynamodb = createDynamoDb(defaultAccount, { folder: folder() });
  await createActiveTable(dynamodb, { TableName, BillingMode: 'PAY_PER_REQUEST', ...keySchema });
});
afterAll(() => dynamodb.stop());

function request(operation: string, body: string, caller?: Caller): AwsRequest {
  return {
    method: 'POST',
    path: '/',
    rawQuery: '',
    query: new URLSearchParams(),
    headers: { 'x-amz-target': `DynamoDB_20120810.${operation}` },
    body: Buffer.from(body),
    requestId: 'request-1',
    caller,
  };
}

async function send(operation: string, input: unknown, caller?: Caller) {
  const sent = request(operation, JSON.stringify(input), caller);
  const { status, headers, body } = await dynamodb.service.handle(sent);
  return { status, headers, output: JSON.parse(String(body)) };
}

const put = (id: string, more: object = {}) =>
  dynamodb.call('PutItem', { TableName, Item: { id: { S: id } }, ...more });
const get = (id: string) => dynamodb.call('GetItem', { TableName, Key: { id: { S: id } } });

describe('DynamoDB items', () => {
  it('come back as they were put, whatever their text', async () => {
    const item = {
      id: { S: 'ключ \u0000 🗝' },
      text: { S: 'e\u0301 \u2028 \\u00e9 "' },
      bytes: { B: '/wAQ' },
    };
    await dynamodb.call('PutItem', { TableName, Item: item });
    expect(await get('ключ \u0000 🗝')).toEqual({ Item: item });
  });

  it('have keys of 2048 bytes of UTF-8 and no more', async () => {
    const refusal = {
      code: 'ValidationException',
      message:
        'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
    };
    await put('é'.repeat(1024));
    expect(await get('é'.repeat(1024))).toHaveProperty('Item');
    await expect(put(`${'é'.repeat(1024)}a`)).rejects.toMatchObject(refusal);
    await expect(get(`${'é'.repeat(1024)}a`)).rejects.toMatchObject(refusal);
  });

  it('have 400 KB and no more', async () => {
    const namesAndKey = 'idbigtext'.length;
    const item = (bytes: number) => ({
      TableName,
      Item: { id: { S: 'big' }, text: { S: 'é'.repeat(bytes / 2) } },
    });
    await dynamodb.call('PutItem', item(409_600 - namesAndKey - 1));
    await expect(dynamodb.call('PutItem', item(409_600 - namesAndKey + 1))).rejects.toMatchObject({
      code: 'ValidationException',
      message: 'Item size has exceeded the maximum allowed size',
    });
  });

  it('are written on a condition', async () => {
    const once = { ConditionExpression: 'attribute_not_exists(id)' };
    await put('conditional', once);
    await expect(put('conditional', once)).rejects.toMatchObject({
      code: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      statusCode: 400,
    });
  });

  it('are read consistently, with the name DynamoDB gives a missing table', async () => {
    const read = { TableName: 'absent', Key: { id: { S: 'a' } }, ConsistentRead: true };
    await expect(dynamodb.call('GetItem', read)).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: 'Requested resource not found',
    });
  });
});

describe('DynamoDB on the wire', () => {
  it('responds with the request id and the checksum of the body', async () => {
    const { status, headers, output } = await send('GetItem', { TableName, Key: { id: { S: 'none' } } });
    expect({ status, output }).toEqual({ status: 200, output: {} });
    expect(headers).toEqual({
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': 'request-1',
      'x-amz-crc32': '2745614147',
    });
  });

  it.each([
    ['GetItem', null, 'SerializationException'],
    ['PutItem', { TableName, Item: { id: { S: 'a' }, n: null } }, 'ValidationException'],
    ['PutItem', { TableName, Item: { id: { S: 'a' }, l: { L: [null] } } }, 'ValidationException'],
    [
      'CreateTable',
      {
        TableName: 'tagged',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
        Tags: [{ Key: 'a' }],
      },
      'ValidationException',
    ],
    ['TagResource', { ResourceArn: 'arn', Tags: [{ Key: 'a' }] }, 'ValidationException'],
    ['TransactWriteItems', {}, 'UnknownOperationException'],
  ])('refuses %s of %j and stays', async (operation, input, code) => {
    await put('kept');
    const { status, output } = await send(operation, input);
    expect(status).toBe(400);
    expect(output.__type).toContain(code);
    expect(await get('kept')).toHaveProperty('Item');
  });

  it('treats a null member as absent and leaves the word null alone', async () => {
    const item = { id: { S: 'null' }, none: { NULL: true } };
    expect(await send('PutItem', { TableName, Item: item, ReturnValues: null })).toMatchObject({
      status: 200,
    });
    expect(await get('null')).toEqual({ Item: item });
  });

  it('names an operation it does not offer', async () => {
    const { output } = await send('ExecuteStatement', {});
    expect(output.message).toContain('ExecuteStatement');
    await expect(dynamodb.call('ExecuteStatement', {})).rejects.toMatchObject({
      code: 'UnknownOperationException',
    });
  });
});

describe('DynamoDB under a role', () => {
  const arnOf = (resource: string) => `arn:aws:dynamodb:us-east-1:000000000000:table/${resource}`;
  const as = (Action: string, Resource: string): Caller => ({
    accountId: '000000000000',
    arn: 'arn:aws:sts::000000000000:assumed-role/reader/session',
    userId: 'AROA:session',
    accessKeyId: 'ASIA',
    policies: () => [parsePolicy({ Statement: { Effect: 'Allow', Action, Resource } })],
  });
  const Key = { id: { S: 'a' } };
  const query = {
    TableName,
    KeyConditionExpression: 'id = :id',
    ExpressionAttributeValues: { ':id': { S: 'a' } },
  };

  it.each([
    ['GetItem', { TableName, Key }, 'dynamodb:GetItem', arnOf(TableName), 200],
    ['GetItem', { TableName, Key }, 'dynamodb:GetItem', arnOf('others'), 400],
    ['PutItem', { TableName, Item: Key }, 'dynamodb:GetItem', arnOf(TableName), 400],
    ['BatchGetItem', { RequestItems: { notes: { Keys: [Key] } } }, 'dynamodb:*', arnOf(TableName), 200],
    ['BatchGetItem', { RequestItems: { notes: { Keys: [Key] } } }, 'dynamodb:*', arnOf('others'), 400],
    ['Query', query, 'dynamodb:Query', arnOf(TableName), 200],
    ['Query', { ...query, IndexName: 'byTitle' }, 'dynamodb:Query', arnOf(TableName), 400],
    ['Scan', { TableName, IndexName: 'byTitle' }, 'dynamodb:Scan', arnOf(TableName), 400],
    ['DescribeTable', { TableName }, 'dynamodb:DescribeTable', arnOf(TableName), 200],
    ['DescribeTable', { TableName }, 'dynamodb:GetItem', arnOf(TableName), 400],
    ['DescribeTable', { TableName: arnOf(TableName) }, 'dynamodb:*', arnOf(TableName), 200],
    ['ListTagsOfResource', { ResourceArn: arnOf(TableName) }, 'dynamodb:*', arnOf(TableName), 200],
    ['ListTables', {}, 'dynamodb:ListTables', '*', 200],
    ['ListTables', {}, 'dynamodb:ListTables', arnOf(TableName), 400],
  ])(
    'responds to %s of %j, allowed %s on %s, with %i',
    async (operation, input, action, resource, expected) => {
      const { status, output } = await send(operation, input, as(action, resource));
      expect(status).toBe(expected);
      if (expected === 400) expect(output.__type).toBe('AccessDeniedException');
    },
  );

  it('refuses a batch on tables of which one is not allowed', async () => {
    const RequestItems = { others: { Keys: [Key] }, notes: { Keys: [Key] } };
    const { output } = await send('BatchGetItem', { RequestItems }, as('dynamodb:*', arnOf('others')));
    expect(output.__type).toBe('AccessDeniedException');
    expect(output.message).toContain(`on resource: ${arnOf(TableName)} `);
  });

  it.each([
    ['PutItem', { TableName, Item: Key }, { ResourceArn: arnOf('others') }],
    ['PutItem', { TableName, Item: Key }, { RequestItems: { others: [] } }],
    ['PutItem', { TableName, Item: Key }, { RequestItems: {} }],
    ['PutItem', { TableName, Item: Key }, { IndexName: 'others' }],
    ['BatchGetItem', { RequestItems: { notes: { Keys: [Key] } } }, { ResourceArn: arnOf('others') }],
    ['DescribeTable', { TableName }, { ResourceArn: arnOf('others') }],
    ['UntagResource', { ResourceArn: arnOf(TableName), TagKeys: ['a'] }, { TableName: 'others' }],
    ['TagResource', { ResourceArn: arnOf(TableName), Tags: [] }, { TableName: 'others' }],
    ['ListTagsOfResource', { ResourceArn: arnOf(TableName) }, { TableName: 'others' }],
  ])('does not let %s of %j pass for an allowed call by adding %j', async (operation, input, more) => {
    const caller = as('dynamodb:*', '*others*');
    expect((await send(operation, { ...input, ...more }, caller)).output.__type).toBe(
      'AccessDeniedException',
    );
  });
});
