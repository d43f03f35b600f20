import { calculateObjectSize } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { isEqual } from '../values/compare.ts';
import { type Document, isDocument } from '../values/document.ts';
import { valueKey } from '../values/value-key.ts';
import type { Log } from './log.ts';
import { duplicateKey, type UniqueIndex, uniqueIndex } from './unique-index.ts';

/** The documents of one collection, in the order of their insertion, with its indexes. */
export interface Collection {
  readonly name: string;
  readonly size: number;
  readonly indexes: readonly Document[];
  documents(): IterableIterator<Document>;
  /** The documents that can match: one, where the query names the value of a unique key. */
  candidates(query: Document): Iterable<Document>;
  get(id: unknown): Document | undefined;
  insert(document: Document): void;
  replace(before: Document, after: Document): void;
  delete(document: Document): void;
  /** Throws the duplicate key error when the documents that are there break a unique index. */
  createIndex(specification: Document): void;
  dropIndex(name: string): void;
}

/** The largest document, in bytes. */
export const largestDocument = 16 * 1024 * 1024;

export function createCollection(name: string, namespace: string, log: Log): Collection {
  const documents = new Map<string, Document>();
  const indexes: Document[] = [{ v: 2, key: { _id: 1 }, name: '_id_' }];
  const unique = new Map<string, UniqueIndex>();

  function candidates(query: Document): Iterable<Document> {
    for (const field of Object.keys(query)) {
      const value = query[field];
      if (!isKeyValue(value)) continue;
      const index = [...unique.values()].find(({ onlyField }) => onlyField === field);
      if (field !== '_id' && !index) continue;
      const key = field === '_id' ? valueKey(value) : index?.find(value);
      const found = key === undefined ? undefined : documents.get(key);
      return found ? [found] : [];
    }
    return documents.values();
  }

  function store(key: string, document: Document, before?: Document): void {
    for (const index of unique.values()) index.check(document, key);
    log.append({ c: namespace, p: document });
    for (const index of unique.values()) {
      if (before) index.remove(before);
      index.add(document, key);
    }
    documents.set(key, document);
  }

  return {
    name,
    get size() {
      return documents.size;
    },
    indexes,
    documents: () => documents.values(),
    candidates,
    get: (id) => documents.get(valueKey(id)),
    insert(document) {
      const key = valueKey(document._id);
      checkStorable(document);
      if (documents.has(key)) {
        const keyValue = { _id: document._id };
        throw duplicateKey({ namespace, index: '_id_', keyPattern: { _id: 1 }, keyValue });
      }
      store(key, document);
    },
    replace(before, after) {
      checkStorable(after);
      store(valueKey(before._id), after, before);
    },
    delete(document) {
      log.append({ c: namespace, d: document._id });
      documents.delete(valueKey(document._id));
      for (const index of unique.values()) index.remove(document);
    },
    createIndex(specification) {
      if (specification.unique === true) {
        const index = uniqueIndex(specification, namespace);
        for (const [key, document] of documents) {
          index.check(document, key);
          index.add(document, key);
        }
        unique.set(String(specification.name), index);
      }
      log.append({ c: namespace, i: specification });
      indexes.push(specification);
    },
    dropIndex(indexName) {
      log.append({ c: namespace, r: indexName });
      unique.delete(indexName);
      indexes.splice(
        indexes.findIndex((one) => isEqual(one.name, indexName)),
        1,
      );
    },
  };
}

/** Whether a condition asks for one value, which an index can find. */
function isKeyValue(value: unknown): boolean {
  if (value === undefined || value === null || Array.isArray(value) || isDocument(value)) return false;
  return !(typeof value === 'object' && '_bsontype' in value && value._bsontype === 'BSONRegExp');
}

function checkStorable(document: Document): void {
  checkDepth(document, 0);
  const size = calculateObjectSize(document);
  if (size <= largestDocument) return;
  throw new MongoError(
    10334,
    `BSONObj size: ${size} is invalid. Size must be between 0 and ${largestDocument} bytes`,
  );
}

/** MongoDB's own limit: https://www.mongodb.com/docs/manual/reference/limits/ */
const deepestNesting = 100;

function checkDepth(value: unknown, depth: number): void {
  const isArray = Array.isArray(value);
  if (!isArray && !isDocument(value)) return;
  if (depth > deepestNesting)
    throw new MongoError(15, `The document has more than ${deepestNesting} levels of nesting`);
  for (const inner of isArray ? value : Object.values(value)) checkDepth(inner, depth + 1);
}
