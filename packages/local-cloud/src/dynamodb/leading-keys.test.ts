import { expect, it } from 'vitest';
import { parsePolicy } from '../aws/policy/policy-document.ts';
import type { EngineCall } from './engine-client.ts';
import { leadingKeys, nameLeadingKeys } from './leading-keys.ts';

const hash = (AttributeName: string) => ({ KeySchema: [{ AttributeName, KeyType: 'HASH' }] });
const Table = { ...hash('owner'), GlobalSecondaryIndexes: [{ IndexName: 'byPet', ...hash('pet') }] };
const call: EngineCall = async <Output>() => ({ Table }) as Output;
const item = { owner: { S: 'joe' }, pet: { S: 'tom' } };

const keysOf = (operation: string, input: object) =>
  leadingKeys(call, operation, 'notes', { IndexName: 'byPet', ...input });

it('of a query are those of its index', async () => {
  const query = {
    KeyConditionExpression: 'pet = :pet AND owner = :owner',
    ExpressionAttributeValues: { ':pet': item.pet, ':owner': item.owner },
  };
  expect(await keysOf('Query', query)).toEqual({ 'dynamodb:LeadingKeys': ['tom'] });
});

it('of a scan are none', async () => {
  expect(await keysOf('Scan', { Key: item })).toEqual({});
});

it.each([
  ['dynamodb:LeadingKeys', true],
  ['DynamoDB:leadingkeys', true],
  ['dynamodb:Select', false],
])('are looked at where a policy names them, in any case: %s', (key, isNamed) => {
  const Condition = { StringEquals: { [key]: 'joe' } };
  const statement = { Effect: 'Allow', Action: 'dynamodb:*', Resource: '*', Condition };
  expect(nameLeadingKeys([parsePolicy({ Statement: statement })])).toBe(isNamed);
});

const mine = { owner: { S: 'jane' } };
const batch = (request: unknown) => ({ RequestItems: { notes: request } });
const conditions = { owner: { AttributeValueList: [item.owner], ComparisonOperator: 'EQ' } };
const reversed = { KeyConditionExpression: ':o = owner', ExpressionAttributeValues: { ':o': item.owner } };

it.each([
  ['PutItem', { Item: item, Key: mine }, ['joe']],
  ['GetItem', { Key: item, Item: mine }, ['joe']],
  ['UpdateItem', { Key: item, ...batch({ Keys: [mine] }) }, ['joe']],
  ['BatchGetItem', { Key: mine, ...batch({ Keys: [item] }) }, ['joe']],
  ['BatchWriteItem', batch([{ DeleteRequest: { Key: item, Item: mine } }]), ['joe']],
  ['BatchWriteItem', batch([{ PutRequest: { Item: item, Key: mine }, Other: { Key: mine } }]), ['joe']],
  [
    'BatchWriteItem',
    batch([{ PutRequest: { Item: item } }, { DeleteRequest: { Key: mine } }]),
    ['joe', 'jane'],
  ],
  ['Query', { IndexName: undefined, KeyConditions: conditions, Key: mine }, ['joe']],
  ['Query', { ...reversed, IndexName: undefined, Key: mine, Item: mine }, ['\u0000']],
])(
  'of %s are those that it works on, whatever index or key the client adds: %j',
  async (operation, input, keys) => {
    expect(await keysOf(operation, input)).toEqual({ 'dynamodb:LeadingKeys': keys });
  },
);
