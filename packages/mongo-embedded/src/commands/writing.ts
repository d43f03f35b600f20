import { Int32, serialize } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { project } from '../query/projection.ts';
import { sortDocuments } from '../query/sort.ts';
import type { Collection } from '../store/collection.ts';
import { applyUpdate, isOperatorUpdate } from '../update/apply-update.ts';
import { bsonType, type Document } from '../values/document.ts';
import { isTruthy } from '../values/truth.ts';
import {
  type Command,
  type CommandContext,
  collectionName,
  collectionOf,
  documentField,
  documentList,
  numberField,
  refuseCollation,
} from './command.ts';
import { select } from './reading.ts';
import { upsertedDocument, withId } from './upsert.ts';

export const insert: Command = (command, context) => {
  const collection = writable(command, context);
  let n = 0;
  const writeErrors = eachWrite(command, 'documents', (document) => {
    checkId(document);
    collection.insert(withId(document));
    n++;
  });
  return { n: new Int32(n), ...writeErrors };
};

export const update: Command = (command, context) => {
  const collection = writable(command, context);
  const totals = { n: 0, modified: 0, upserted: [] as Document[] };
  const writeErrors = eachWrite(command, 'updates', (one, index) => {
    const { matched, modified, upserted } = updateDocuments(collection, one);
    totals.n += matched + (upserted ? 1 : 0);
    totals.modified += modified;
    if (upserted) totals.upserted.push({ index: new Int32(index), _id: upserted._id });
  });
  const { n, modified, upserted } = totals;
  const insertions = upserted.length > 0 ? { upserted } : {};
  return { n: new Int32(n), nModified: new Int32(modified), ...insertions, ...writeErrors };
};

function updateDocuments(collection: Collection, one: Document) {
  refuseCollation(one);
  const query = documentField(one, 'q');
  const isMulti = isTruthy(one.multi);
  if (isMulti && !Array.isArray(one.u) && !isOperatorUpdate(one.u))
    throw new MongoError(9, 'multi update is not supported for replacement-style update');
  const change = { update: one.u, query, arrayFilters: documentList(one, 'arrayFilters') };
  const all = sorted(select(collection, query), documentField(one, 'sort'));
  const matched = isMulti ? all : all.slice(0, 1);
  if (matched.length === 0 && isTruthy(one.upsert)) {
    const document = upsertedDocument(change);
    collection.insert(document);
    return { matched: 0, modified: 0, upserted: document };
  }
  let modified = 0;
  for (const before of matched) if (modify(collection, before, change)) modified++;
  return { matched: matched.length, modified, upserted: undefined };
}

export const deleteCommand: Command = (command, context) => {
  const collection = collectionOf(command, context);
  let n = 0;
  const writeErrors = eachWrite(command, 'deletes', (one) => {
    refuseCollation(one);
    const matched = select(collection, documentField(one, 'q'));
    const isOne = numberField(one, 'limit', 0) === 1;
    for (const document of isOne ? matched.slice(0, 1) : matched) {
      collection?.delete(document);
      n++;
    }
  });
  return { n: new Int32(n), ...writeErrors };
};

export const findAndModify: Command = (command, context) => {
  refuseCollation(command);
  const collection = writable(command, context);
  const query = documentField(command, 'query');
  const [before] = sorted(select(collection, query), documentField(command, 'sort'));
  const fields = documentField(command, 'fields');
  const show = Object.keys(fields).length > 0 ? project(fields, query) : (document: Document) => document;
  if (isTruthy(command.remove)) {
    if (before) collection.delete(before);
    return { lastErrorObject: { n: new Int32(before ? 1 : 0) }, value: before ? show(before) : null };
  }
  const isNew = isTruthy(command.new);
  const change = { update: command.update, query, arrayFilters: documentList(command, 'arrayFilters') };
  if (before) {
    const after = modify(collection, before, change) ?? before;
    const lastErrorObject = { n: new Int32(1), updatedExisting: true };
    return { lastErrorObject, value: show(isNew ? after : before) };
  }
  if (!isTruthy(command.upsert))
    return { lastErrorObject: { n: new Int32(0), updatedExisting: false }, value: null };
  const inserted = upsertedDocument(change);
  collection.insert(inserted);
  const lastErrorObject = { n: new Int32(1), updatedExisting: false, upserted: inserted._id };
  return { lastErrorObject, value: isNew ? show(inserted) : null };
};

interface Change {
  readonly update: unknown;
  readonly query: Document;
  readonly arrayFilters: readonly Document[];
}

/** The new document; undefined where the update left it as it was, type by type. */
function modify(collection: Collection, before: Document, change: Change): Document | undefined {
  const after = applyUpdate(before, { ...change, isInsert: false });
  if (bytesOf(after).equals(bytesOf(before))) return undefined;
  collection.replace(before, after);
  return after;
}

function bytesOf(document: Document): Buffer {
  return Buffer.from(serialize(document, { ignoreUndefined: true }));
}

function sorted(documents: Document[], sort: Document): Document[] {
  return Object.keys(sort).length > 0 ? sortDocuments(documents, sort) : documents;
}

const largestBatch = 100_000;

/** Runs the writes of a command. A failure is an entry of `writeErrors`, and ends an ordered command. */
function eachWrite(
  command: Document,
  list: string,
  write: (one: Document, index: number) => void,
): { writeErrors?: Document[] } {
  const writes = documentList(command, list);
  if (writes.length === 0 || writes.length > largestBatch)
    throw new MongoError(
      16,
      `Write batch sizes must be between 1 and ${largestBatch}. Got ${writes.length} operations.`,
    );
  const writeErrors: Document[] = [];
  for (const [index, one] of writes.entries()) {
    try {
      write(one, index);
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      const { code, message: errmsg, fields } = error;
      writeErrors.push({ index: new Int32(index), code: new Int32(code), errmsg, ...fields });
      if (command.ordered === undefined || isTruthy(command.ordered)) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}

function writable(command: Document, { databases, database }: CommandContext): Collection {
  return databases.findOrCreate(database, collectionName(command));
}

function checkId({ _id: id }: Document): void {
  const type = Array.isArray(id) ? 'array' : bsonType(id) === 'BSONRegExp' ? 'regex' : undefined;
  if (type) throw new MongoError(53, `The '_id' value cannot be of type ${type}`);
}
