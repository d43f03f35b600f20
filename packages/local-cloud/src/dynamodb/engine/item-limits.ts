import db, { type Index, type Item, type Table } from 'dynalite/db/index.js';
import { isNestedTooDeep, nestingError } from './request-limits.ts';

const hashKeyBytes = 2048;
const rangeKeyBytes = 1024;

/**
 * Adds the limits of items that dynalite lacks. It measures strings in UTF-16 units, where DynamoDB's limits are on
 * the bytes of their UTF-8; it takes empty index keys; and an update may put maps into maps without end.
 */
export function enforceItemLimits(): void {
  const { validateKey, validateItem, itemSize, updateIndexes } = db;
  db.validateKey = (key, table, keySchema) =>
    validateKey(key, table, keySchema) ?? oversizedKey(key, keySchema ?? table.KeySchema);
  db.validateItem = (item, table) =>
    validateItem(item, table) ?? oversizedKeys(item, table) ?? emptyIndexKey(item, table);
  db.itemSize = (item, ...options) => itemSize(item, ...options) + extraBytes(item);
  // Every write of an item comes through here, an update with what it has made of the item.
  db.updateIndexes = (store, table, oldItem, item, callback) => {
    const error = item && (updatedTooDeep(item) ?? oversizedKeys(item, table) ?? updatedToEmpty(item, table));
    if (error) callback(error);
    else updateIndexes(store, table, oldItem, item, callback);
  };
}

function oversizedKeys(item: Item, table: Table): Error | undefined {
  for (const { KeySchema } of [table, ...indexesOf(table)]) {
    const error = oversizedKey(item, KeySchema);
    if (error) return error;
  }
  return undefined;
}

function oversizedKey(item: Item, keySchema: Index['KeySchema']): Error | undefined {
  const [hash = 0, range = 0] = keySchema.map(({ AttributeName }) => keyBytes(item[AttributeName]));
  if (hash > hashKeyBytes) {
    return db.validationError(
      `One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of${hashKeyBytes} bytes`,
    );
  }
  if (range <= rangeKeyBytes) return undefined;
  return db.validationError(
    `One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of ${rangeKeyBytes} bytes`,
  );
}

function keyBytes(value: Item[string] | undefined): number {
  if (typeof value?.B === 'string') return Buffer.byteLength(value.B, 'base64');
  return typeof value?.S === 'string' ? Buffer.byteLength(value.S) : 0;
}

function emptyIndexKey(item: Item, table: Table): Error | undefined {
  const empty = findEmptyIndexKey(item, table);
  if (!empty) return undefined;
  return db.validationError(
    `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${empty.type} value. IndexName: ${empty.index}, IndexKey: ${empty.name}`,
  );
}

function updatedToEmpty(item: Item, table: Table): Error | undefined {
  const empty = findEmptyIndexKey(item, table);
  if (!empty) return undefined;
  return db.validationError(
    `One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty ${empty.type} value.`,
  );
}

function findEmptyIndexKey(item: Item, table: Table) {
  for (const { IndexName: index, KeySchema } of indexesOf(table)) {
    for (const { AttributeName: name } of KeySchema) {
      if (item[name]?.S === '') return { index, name, type: 'string' };
      if (item[name]?.B === '') return { index, name, type: 'binary' };
    }
  }
  return undefined;
}

function indexesOf({ GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] }: Table): readonly Index[] {
  return [...GlobalSecondaryIndexes, ...LocalSecondaryIndexes];
}

function updatedTooDeep(item: Item): Error | undefined {
  return Object.values(item).some((value) => isNestedTooDeep(value)) ? nestingError() : undefined;
}

/** What the names and strings in a value have more in bytes than in UTF-16 units. */
function extraBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value) - value.length;
  if (value === null || typeof value !== 'object') return 0;
  return Object.entries(value).reduce((sum, [name, part]) => sum + extraBytes(name) + extraBytes(part), 0);
}
