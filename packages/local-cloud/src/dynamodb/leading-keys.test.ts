import { expect, it } from 'vitest';
import type { EngineCall } from './engine-client.ts';
import { leadingKeys } from './leading-keys.ts';

const hash = (AttributeName: string) => ({ KeySchema: [{ AttributeName, KeyType: 'HASH' }] });
const Table = { ...hash('owner'), GlobalSecondaryIndexes: [{ IndexName: 'byPet', ...hash('pet') }] };
const call: EngineCall = async <Output>() => ({ Table }) as Output;
const item = { owner: { S: 'joe' }, pet: { S: 'tom' } };

const keysOf = (operation: string, input: object) =>
  leadingKeys(call, operation, 'notes', { IndexName: 'byPet', ...input });

it('of a query are those of its index', async () => {
  const query = {
    KeyConditionExpression: 'pet = :pet',
    ExpressionAttributeValues: { ':pet': item.pet, ':owner': item.owner },
  };
  expect(await keysOf('Query', query)).toEqual({ 'dynamodb:LeadingKeys': ['tom'] });
});

const mine = { owner: { S: 'jane' } };
const batch = (request: unknown) => ({ RequestItems: { notes: request } });
const reversed = { KeyConditionExpression: ':o = owner', ExpressionAttributeValues: { ':o': item.owner } };

it.each([
  ['PutItem', { Item: item, Key: mine }, ['joe']],
  ['GetItem', { Key: item, Item: mine }, ['joe']],
  ['UpdateItem', { Key: item, ...batch({ Keys: [mine] }) }, ['joe']],
  ['BatchGetItem', { Key: mine, ...batch({ Keys: [item] }) }, ['joe']],
  ['BatchWriteItem', batch([{ DeleteRequest: { Key: item, Item: mine } }]), ['joe']],
  ['BatchWriteItem', batch([{ PutRequest: { Item: item, Key: mine }, Other: { Key: mine } }]), ['joe']],
  ['Query', { ...reversed, IndexName: undefined, Key: mine, Item: mine }, ['\u0000']],
])(
  'of %s are those that it works on, whatever index or key the client adds: %j',
  async (operation, input, keys) => {
    expect(await keysOf(operation, input)).toEqual({ 'dynamodb:LeadingKeys': keys });
  },
);
