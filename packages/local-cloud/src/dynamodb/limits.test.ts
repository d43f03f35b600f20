import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { withFolder } from '../testing/with-folder.ts';
import { createDynamoDb, type DynamoDb } from './dynamo-db.ts';
import { createActiveTable } from './testing/create-active-table.ts';

const TableName = 'limited';
const folder = withFolder();
let dynamodb: DynamoDb;

beforeAll(async () => {
  dynamodb = createDynamoDb(defaultAccount, { folder: folder() });
  await createActiveTable(dynamodb, {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: ['id', 'title', 'bytes'].map((AttributeName) => ({
      AttributeName,
      AttributeType: AttributeName === 'bytes' ? 'B' : 'S',
    })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byTitle',
        KeySchema: [
          { AttributeName: 'title', KeyType: 'HASH' },
          { AttributeName: 'bytes', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
});
afterAll(() => dynamodb.stop());

const Key = { id: { S: 'a' } };
const call = (operation: string, input: object) =>
  dynamodb.call<{ Item: Record<string, unknown> }>(operation, { TableName, ...input });
const put = (attributes: object) => call('PutItem', { Item: { ...Key, ...attributes } });
const update = (UpdateExpression: string, values: object) =>
  call('UpdateItem', { Key, UpdateExpression, ExpressionAttributeValues: values });
const refusal = (message: string) => ({ code: 'ValidationException', message });

function nested(levels: number, wrap: (value: object) => object): object {
  let value: object = { S: 'leaf' };
  for (let level = 0; level < levels; level++) value = wrap(value);
  return value;
}
const inMaps = (levels: number) => nested(levels, (value) => ({ M: { a: value } }));
const inLists = (levels: number) => nested(levels, (value) => ({ L: [value] }));

describe('maps and lists', () => {
  const message =
    'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';

  it.each([inMaps, inLists])('may stand 31 deep around a value, and no deeper', async (wrap) => {
    await put({ deep: wrap(31) });
    await expect(put({ deep: wrap(32) })).rejects.toMatchObject(refusal(message));
  });

  it.each([
    ['PutItem', { Item: { ...Key, deep: inMaps(32) } }],
    ['BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item: { deep: inMaps(32) } } }] } }],
    ['BatchGetItem', { RequestItems: { [TableName]: { Keys: [{ id: inLists(32) }] } } }],
    ['UpdateItem', { Key, AttributeUpdates: { deep: { Value: inLists(32), Action: 'PUT' } } }],
    ['Scan', { FilterExpression: 'deep = :deep', ExpressionAttributeValues: { ':deep': inMaps(32) } }],
    ['Scan', { ScanFilter: { a: { AttributeValueList: [inMaps(32)], ComparisonOperator: 'EQ' } } }],
    ['DeleteItem', { Key, Expected: { deep: { Value: inLists(32) } } }],
  ])('are refused in %s', async (operation, input) => {
    await expect(call(operation, input)).rejects.toMatchObject(refusal(message));
  });

  it('are refused when an update would put them deeper than that', async () => {
    await put({ deep: inMaps(20) });
    const path = `deep${'.a'.repeat(20)}`;
    await expect(update(`SET ${path} = :deep`, { ':deep': inMaps(12) })).rejects.toMatchObject(
      refusal(message),
    );
    await update(`SET ${path} = :deep`, { ':deep': inMaps(11) });
  });

  it.each(['"leaf"', 'null'])('are refused 10,000 deep, with %s inside', async (leaf) => {
    const deep = `${'{"M":{"a":'.repeat(10_000)}{"S":${leaf}}${'}}'.repeat(10_000)}`;
    const { body } = await dynamodb.service.handle({
      method: 'POST',
      path: '/',
      rawQuery: '',
      query: new URLSearchParams(),
      headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem' },
      body: Buffer.from(`{"TableName":"${TableName}","Item":{"id":{"S":"a"},"deep":${deep}}}`),
      requestId: 'request-1',
      caller: undefined,
    });
    expect(String(body)).toContain(message);
  });
});

describe('a set of 100,000 members', () => {
  const members = (first: number) =>
    Array.from({ length: 100_000 }, (_, index) => (first + index).toString(36).padStart(4, '-'));
  const [set, others] = [{ SS: members(0) }, { SS: members(100_000) }];
  const condition = { ConditionExpression: 's = :v', ExpressionAttributeValues: { ':v': set } };

  // Each took dynalite 10 to 15 s, and its process is ended after 20.
  it('is compared, added to, deleted from and refused when it grows too large', async () => {
    await put({ s: set });
    await call('PutItem', { Item: { ...Key, s: set }, ...condition });
    await update('ADD s :v', { ':v': set });
    await update('DELETE s :v', { ':v': others });
    await call('UpdateItem', { Key, AttributeUpdates: { s: { Action: 'DELETE', Value: others } } });
    const { Item } = await call('GetItem', { Key });
    expect(Item.s).toEqual(set);
    await expect(update('ADD s :v', { ':v': others })).rejects.toMatchObject(
      refusal('Item size to update has exceeded the maximum allowed size'),
    );
    await expect(put({ s: { SS: [...set.SS, set.SS[0]] } })).rejects.toThrow('contains duplicates');
  });
});

describe('the key of an index', () => {
  const empty = 'The AttributeValue for a key attribute cannot contain an empty';

  it.each([
    ['title', { S: '' }, 'string'],
    ['bytes', { B: '' }, 'binary'],
  ])('is not empty: %s', async (name, value, type) => {
    await expect(put({ [name]: value })).rejects.toMatchObject(
      refusal(
        `One or more parameter values are not valid. A value specified for a secondary index key is not supported. ${empty} ${type} value. IndexName: byTitle, IndexKey: ${name}`,
      ),
    );
    await expect(update(`SET ${name} = :empty`, { ':empty': value })).rejects.toMatchObject(
      refusal(
        `One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. ${empty} ${type} value.`,
      ),
    );
  });

  it('has at most 2,048 bytes, or 1,024 as a sort key', async () => {
    await put({ title: { S: 'é'.repeat(1024) }, bytes: { B: Buffer.alloc(1024).toString('base64') } });
    await expect(put({ title: { S: `${'é'.repeat(1024)}a` } })).rejects.toThrow('Size of hashkey');
    const longer = { B: Buffer.alloc(1025).toString('base64') };
    await expect(update('SET bytes = :b', { ':b': longer })).rejects.toThrow('size of all range keys');
  });
});

describe('an expression', () => {
  const scan = (FilterExpression: string, values?: object) =>
    call('Scan', { FilterExpression, ...(values && { ExpressionAttributeValues: values }) });
  const value = { ':v': { S: 'a' } };

  it('has at most 4,096 bytes', async () => {
    const condition = (length: number) => `${'a'.repeat(length - ' = :v'.length)} = :v`;
    await scan(condition(4096), value);
    await expect(scan(condition(4097), value)).rejects.toMatchObject(
      refusal(
        'Invalid FilterExpression: Expression size has exceeded the maximum allowed size; expression size: 4097',
      ),
    );
  });

  it('has at most 300 operators', async () => {
    const conditions = (count: number) => Array(count).fill('a=:v').join(' OR ');
    await scan(conditions(150), value);
    await expect(scan(`NOT ${conditions(150)} OR b=:v`, value)).rejects.toMatchObject(
      refusal('Invalid FilterExpression: The expression contains too many operators; operator count: 301'),
    );
  });

  it('names at most 100 values for IN', async () => {
    const names = (count: number) => Array(count).fill(':v').join(',');
    await scan(`a IN (${names(100)})`, value);
    await expect(scan(`a IN (${names(101)})`, value)).rejects.toThrow(
      'The IN operator is provided with too many operands; number of operands: 101',
    );
  });

  it('is read at once, however deep its parentheses are', async () => {
    await put({ a: { S: 'a' } });
    const deep = `${'(a = :v AND '.repeat(100)}a = :v${')'.repeat(100)}`;
    expect(await scan(deep, value)).toMatchObject({ Count: 1 });
    await expect(scan(`${'('.repeat(2000)}a = :v${')'.repeat(2000)}`, value)).rejects.toThrow(
      'redundant parentheses',
    );
    await expect(update(`SET b = ${'('.repeat(2000)}:v${')'.repeat(2000)}`, value)).rejects.toThrow(
      'redundant parentheses',
    );
  });

  it('is refused with the token that cannot stand where it does', async () => {
    await expect(scan('a = = :v', value)).rejects.toMatchObject(
      refusal('Invalid FilterExpression: Syntax error; token: "=", near: "= = :v"'),
    );
    await expect(update('SET a = :v,', value)).rejects.toMatchObject(
      refusal('Invalid UpdateExpression: Syntax error; token: "<EOF>", near: ","'),
    );
    await expect(scan('a = !b')).rejects.toThrow('Syntax error; token: "!", near: "= !"');
  });

  it('does not make a list longer than an item can hold', async () => {
    await put({ list: { L: [] } });
    await expect(update('SET list[4000000000] = :v', value)).rejects.toMatchObject(
      refusal('Invalid UpdateExpression: List index is not within the allowable range; index: [4000000000]'),
    );
  });

  it('has placeholders of at most 2 MB', async () => {
    const text = 'a'.repeat(1024 * 1024);
    await expect(scan('a = :a OR a = :b', { ':a': { S: text }, ':b': { S: text } })).rejects.toMatchObject(
      refusal('ExpressionAttributeValues exceeds max size'),
    );
  });
});
