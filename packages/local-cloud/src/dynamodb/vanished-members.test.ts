import { createRequire } from 'node:module';
import * as sdk from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { bindOperations } from '../aws/bind-operations.ts';
import { isRecord } from '../aws/is-record.ts';
import { jsonService } from '../aws/json-protocol.ts';
import type { Operations } from '../aws/service.ts';
import { vanishedMembers } from '../testing/vanished-members.ts';
import { passedOn } from './dynamo-db.ts';
import { returnOldItems } from './engine/return-old-items.ts';
import type { EngineCall } from './engine-client.ts';
import { dynamoDbOperations } from './operations.ts';
import type { DynamoDbState } from './state.ts';

const require = createRequire(import.meta.url);
returnOldItems();

/** The part of an input that dynalite reads, by its own types. */
function readByEngine(value: unknown, types: unknown): unknown {
  if (!isRecord(types)) return value;
  const { type = 'ValueStruct', children = type === 'ValueStruct' ? types : undefined } = types;
  if (Array.isArray(value)) return value.map((item) => readByEngine(item, children));
  if (!isRecord(value) || !isRecord(children)) return value;
  if (String(type).startsWith('Map')) return mapValues(value, () => children);
  const known = Object.entries(value).filter(([name]) => name in children);
  return mapValues(Object.fromEntries(known), (name) => children[name]);
}

function mapValues(members: Record<string, unknown>, typesOf: (name: string) => unknown): object {
  const read = Object.entries(members).map(([name, item]) => [name, readByEngine(item, typesOf(name))]);
  return Object.fromEntries(read);
}

/** Attributes are for new indexes, which are refused; tags have one page; every scan is consistent. */
const nothing = /^UpdateTable AttributeDefinitions|^ListTagsOfResource NextToken$|^Scan ConsistentRead$/;

/** What is within attribute values is for dynalite alone. */
const ofValues = /\.(S|N|B|SS|NS|BS|M|L|NULL|BOOL)(\.|$)/;

function prepare() {
  let read: unknown;
  const settings: DynamoDbState['settings'] = new Map();
  const engine: EngineCall = async (operation, input) => {
    const name = `${operation[0]?.toLowerCase()}${operation.slice(1)}`;
    // Others describe the table first.
    if (operation !== 'DescribeTable')
      read = readByEngine(input, require(`dynalite/validations/${name}.js`).types);
    return { Table: { TableName: 'table', TableStatus: 'ACTIVE' } } as never;
  };
  const others = [...passedOn].map((name) => [name, (input: object) => engine(name, input)] as const);
  const operations: Operations = {
    ...bindOperations({ account: defaultAccount, engine, settings }, dynamoDbOperations),
    ...Object.fromEntries(others),
  };
  return {
    operations,
    shown: () => [read, ...settings.values()],
    serve: (traced: Operations) =>
      jsonService({ signingName: 'dynamodb', version: '1.0', operations: traced }),
  };
}

it('honours, keeps or refuses by name each member of each input', async () => {
  const vanished = await vanishedMembers({
    sdk,
    Client: sdk.DynamoDBClient,
    operations: Object.keys(prepare().operations),
    prepare,
    isKnown: (_operation, path) => ofValues.test(path),
    samples: { TableName: 'table', 'SSESpecification.*': { Enabled: true } },
  });
  expect(vanished.filter((member) => !nothing.test(member))).toEqual([]);
});
