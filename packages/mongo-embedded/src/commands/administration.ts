import { Int32, Long } from 'bson';
import { MongoError, notOffered } from '../mongo-error.ts';
import { matcher } from '../query/match.ts';
import { isEqual } from '../values/compare.ts';
import { type Document, isDocument } from '../values/document.ts';
import {
  type Command,
  collectionName,
  collectionOf,
  documentField,
  documentList,
  refuseCollation,
} from './command.ts';

export const create: Command = (command, { databases, database }) => {
  refuseCollation(command);
  const special = ['capped', 'viewOn', 'timeseries', 'validator', 'clusteredIndex'].find(
    (name) => command[name],
  );
  if (special) throw notOffered(special);
  const name = collectionName(command);
  if (databases.find(database, name))
    throw new MongoError(48, `Collection ${database}.${name} already exists.`);
  databases.findOrCreate(database, name);
  return {};
};

export const createIndexes: Command = (command, { databases, database }) => {
  const name = collectionName(command);
  const isNew = databases.find(database, name) === undefined;
  const collection = databases.findOrCreate(database, name);
  const before = collection.indexes.length;
  const wanted = documentList(command, 'indexes');
  for (const index of wanted) checkIndex(index);
  for (const index of wanted) {
    const existing = collection.indexes.find((one) => one.name === index.name || sameKey(one.key, index.key));
    if (!existing) collection.createIndex({ v: new Int32(2), ...index });
    else if (!sameKey(existing.key, index.key))
      throw new MongoError(
        86,
        `An existing index has the same name as the requested index: ${String(index.name)}`,
      );
    else if (existing.name !== index.name)
      throw new MongoError(85, `Index already exists with a different name: ${String(existing.name)}`);
    else if (isUnique(existing) !== isUnique(index))
      throw new MongoError(
        86,
        `An existing index has the same name as the requested index, with other options: ${String(index.name)}`,
      );
  }
  return {
    numIndexesBefore: new Int32(before),
    numIndexesAfter: new Int32(collection.indexes.length),
    createdCollectionAutomatically: isNew,
  };
};

function isUnique(index: Document): boolean {
  return index.unique === true;
}

/** Fields in the same order: they make the index. */
function sameKey(a: unknown, b: unknown): boolean {
  return isDocument(a) && isDocument(b) && isEqual(a, b) && String(Object.keys(a)) === String(Object.keys(b));
}

function checkIndex(index: Document): void {
  refuseCollation(index);
  const kinds = isDocument(index.key) ? Object.values(index.key) : [];
  if (kinds.length === 0 || typeof index.name !== 'string')
    throw new MongoError(67, 'Index keys and a name must be specified');
  const kind = kinds.find((one) => typeof one === 'string' && one !== 'hashed');
  if (kind !== undefined) throw notOffered(`an index of type ${String(kind)}`);
}

export const listIndexes: Command = (command, context) => {
  const collection = collectionOf(command, context);
  const namespace = `${context.database}.${collectionName(command)}`;
  if (!collection) throw new MongoError(26, `ns does not exist: ${namespace}`);
  return whole(namespace, [...collection.indexes]);
};

export const dropIndexes: Command = (command, context) => {
  const collection = collectionOf(command, context);
  if (!collection) throw new MongoError(26, `ns not found ${context.database}.${collectionName(command)}`);
  const before = collection.indexes.length;
  const droppable = collection.indexes.filter(({ name }) => name !== '_id_');
  const wanted = [command.index].flat();
  const dropped = droppable.filter(
    (one) => command.index === '*' || wanted.some((name) => name === one.name || sameKey(name, one.key)),
  );
  if (dropped.length === 0 && command.index !== '*')
    throw new MongoError(27, `index not found with name [${String(command.index)}]`);
  for (const { name } of dropped) collection.dropIndex(String(name));
  return { nIndexesWas: new Int32(before) };
};

export const listCollections: Command = (command, { databases, database }) => {
  const holds = matcher(documentField(command, 'filter'));
  const entries = databases.collections(database).map(({ name, indexes: [idIndex] }) => ({
    name,
    type: 'collection',
    options: {},
    info: { readOnly: false },
    idIndex,
  }));
  return whole(`${database}.$cmd.listCollections`, entries.filter(holds));
};

export const listDatabases: Command = (_, { databases }) => {
  const names = databases.names();
  return {
    databases: names.map((name) => ({ name, sizeOnDisk: Long.ZERO, empty: false })),
    totalSize: Long.ZERO,
  };
};

export const drop: Command = (command, { databases, database }) => {
  const name = collectionName(command);
  const collection = databases.find(database, name);
  if (!collection) return {};
  databases.drop(database, name);
  return { nIndexesWas: new Int32(collection.indexes.length), ns: `${database}.${name}` };
};

export const dropDatabase: Command = (_, { databases, database }) => {
  for (const { name } of databases.collections(database)) databases.drop(database, name);
  return { dropped: database };
};

function whole(namespace: string, firstBatch: Document[]): Document {
  return { cursor: { id: Long.ZERO, ns: namespace, firstBatch } };
}
