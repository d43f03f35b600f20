import { isRecord } from '../aws/is-record.ts';
import type { PolicyDocument } from '../aws/policy/policy-document.ts';
import type { RequestContext } from '../aws/policy/policy-variables.ts';
import type { EngineCall } from './engine-client.ts';
import { tableName } from './table-name.ts';

type Members = Readonly<Record<string, unknown>>;

/** A character that no key of a policy holds. */
const noKey = '\u0000';

interface Described {
  readonly Table: Indexed & {
    readonly GlobalSecondaryIndexes?: readonly (Indexed & { IndexName: string })[];
  };
}

interface Indexed {
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: string }[];
}

/** Whether the policies look at the keys of items, which costs a look at the table. */
export function nameLeadingKeys(policies: readonly PolicyDocument[]): boolean {
  let isNamed = known.get(policies);
  if (isNamed === undefined) {
    isNamed = /"dynamodb:LeadingKeys"/i.test(JSON.stringify(policies));
    known.set(policies, isNamed);
  }
  return isNamed;
}

/** A role's policies are a new list after each change. */
const known = new WeakMap<readonly PolicyDocument[], boolean>();

/**
 * The condition key `dynamodb:LeadingKeys`: the partition keys of the items that a request reads or writes. A scan has
 * none. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export async function leadingKeys(
  call: EngineCall,
  operation: string,
  table: string,
  input: Members,
): Promise<RequestContext> {
  if (operation === 'Scan') return {};
  const { Table } = await call<Described>('DescribeTable', { TableName: table });
  const index =
    operation === 'Query' &&
    Table.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === input.IndexName);
  const name = (index || Table).KeySchema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
  const values =
    operation === 'Query'
      ? queried(input, name)
      : itemsOf(operation, input, table)
          .filter(isRecord)
          .map((item) => item[name]);
  const texts = values.flatMap((value) => (isRecord(value) ? Object.values(value).map(String) : []));
  // What names no key that was understood must not look like a request without keys, which some conditions allow.
  return { 'dynamodb:LeadingKeys': texts.length > 0 ? texts : [noKey] };
}

/** The items and keys in a request for one table. Members that the operation does not go by may name other keys. */
function itemsOf(operation: string, { Key, Item, RequestItems }: Members, table: string): unknown[] {
  if (operation === 'PutItem') return [Item];
  if (!operation.startsWith('Batch')) return [Key];
  const requests = Object.entries(isRecord(RequestItems) ? RequestItems : {});
  const batches = requests.filter(([name]) => tableName(name) === table).map(([, batch]) => batch);
  if (operation === 'BatchGetItem') {
    return batches.filter(isRecord).flatMap(({ Keys }) => (Array.isArray(Keys) ? Keys : []));
  }
  const writes = batches.filter(Array.isArray).flat().filter(isRecord);
  return writes.flatMap(({ PutRequest: put, DeleteRequest: removal }) => [
    isRecord(put) && put.Item,
    isRecord(removal) && removal.Key,
  ]);
}

const equality = /([\w.#-]+)\s*=\s*(:[\w.-]+)/g;

/** The value that a query gives its partition key, which a key condition always compares by `=`. */
function queried(input: Members, name: string): unknown[] {
  const { KeyConditionExpression: expression, KeyConditions: conditions } = input;
  const [names, values] = [input.ExpressionAttributeNames, input.ExpressionAttributeValues];
  if (isRecord(conditions)) {
    const condition = conditions[name];
    return isRecord(condition) && Array.isArray(condition.AttributeValueList)
      ? condition.AttributeValueList
      : [];
  }
  if (typeof expression !== 'string' || !isRecord(values)) return [];
  return [...expression.matchAll(equality)]
    .filter(([, written = '']) => (isRecord(names) && names[written]) === name || written === name)
    .map(([, , value = '']) => values[value]);
}
