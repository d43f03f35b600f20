import { mkdirSync } from 'node:fs';
import { MongoError } from '../mongo-error.ts';
import type { Document } from '../values/document.ts';
import { type Collection, createCollection } from './collection.ts';
import { lockFolder } from './lock-folder.ts';
import { type Log, noLog, openLog } from './log.ts';

export interface Databases {
  names(): string[];
  collections(database: string): Collection[];
  find(database: string, collection: string): Collection | undefined;
  /** As MongoDB does: the first write makes the collection. */
  findOrCreate(database: string, collection: string): Collection;
  drop(database: string, collection: string): void;
  close(): void;
}

/** All data: in memory, and in a folder where one is given. */
export function openDatabases(folder: string | undefined): Databases {
  const collections = new Map<string, { database: string; collection: Collection }>();
  let log: Log = noLog;
  const appending: Log = { append: (record) => log.append(record), close: () => {} };

  function make(database: string, name: string): Collection {
    checkNames(database, name);
    const namespace = `${database}.${name}`;
    appending.append({ c: namespace, n: 1 });
    const collection = createCollection(name, namespace, appending);
    collections.set(namespace, { database, collection });
    return collection;
  }

  function findOrCreate(database: string, name: string): Collection {
    return collections.get(`${database}.${name}`)?.collection ?? make(database, name);
  }

  function drop(database: string, name: string): void {
    appending.append({ c: `${database}.${name}`, x: 1 });
    collections.delete(`${database}.${name}`);
  }

  function replay(record: Document): void {
    const [database = '', ...rest] = String(record.c).split('.');
    const name = rest.join('.');
    if ('x' in record) {
      drop(database, name);
      return;
    }
    const collection = findOrCreate(database, name);
    if ('i' in record) collection.createIndex(record.i as Document);
    else if ('r' in record) collection.dropIndex(String(record.r));
    else if ('p' in record || 'd' in record) replayDocument(collection, record);
  }

  function* records(): Iterable<Document> {
    for (const [namespace, { collection }] of collections) {
      yield { c: namespace, n: 1 };
      for (const index of collection.indexes.slice(1)) yield { c: namespace, i: index };
      for (const document of collection.documents()) yield { c: namespace, p: document };
    }
  }

  let unlock = () => {};
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    unlock = lockFolder(folder);
    log = openLog(folder, replay, records);
  }

  return {
    names: () => [...new Set(Array.from(collections.values(), ({ database }) => database))].sort(),
    collections: (database) =>
      [...collections.values()]
        .filter((one) => one.database === database)
        .map(({ collection }) => collection),
    find: (database, name) => collections.get(`${database}.${name}`)?.collection,
    findOrCreate,
    drop,
    close() {
      log.close();
      unlock();
    },
  };
}

function replayDocument(collection: Collection, record: Document): void {
  const after = record.p as Document | undefined;
  const found = collection.get(after ? after._id : record.d);
  if (after && found) collection.replace(found, after);
  else if (after) collection.insert(after);
  else if (found) collection.delete(found);
}

function checkNames(database: string, collection: string): void {
  const isValid =
    /^[^\s/\\."$*<>:|?\0]{1,63}$/.test(database) &&
    collection !== '' &&
    !/[$\0]|^\.|^system\./.test(collection) &&
    Buffer.byteLength(`${database}.${collection}`) <= 255;
  if (!isValid) throw new MongoError(73, `Invalid namespace specified '${database}.${collection}'`);
}
