import { Int32, Long } from 'bson';
import { runPipeline } from '../aggregation/pipeline.ts';
import { MongoError, notOffered } from '../mongo-error.ts';
import { matcher } from '../query/match.ts';
import { project } from '../query/projection.ts';
import { sortDocuments } from '../query/sort.ts';
import type { Collection } from '../store/collection.ts';
import { compare } from '../values/compare.ts';
import type { Document } from '../values/document.ts';
import { elementsAt, noElement } from '../values/paths.ts';
import { isTruthy } from '../values/truth.ts';
import { valueKey } from '../values/value-key.ts';
import {
  type Command,
  type CommandContext,
  collectionName,
  collectionOf,
  documentField,
  numberField,
  refuseCollation,
} from './command.ts';
import type { Batch } from './cursors.ts';

/** MongoDB's own size of a first batch. */
const firstBatch = 101;

export const find: Command = (command, context) => {
  refuseCollation(command);
  if (isTruthy(command.tailable)) throw notOffered('tailable');
  const filter = documentField(command, 'filter');
  const limit = numberField(command, 'limit', 0);
  const skip = numberField(command, 'skip', 0);
  if (skip < 0 || limit < 0)
    throw new MongoError(51024, `BSON field '${skip < 0 ? 'skip' : 'limit'}' value must be >= 0`);
  const matched = select(collectionOf(command, context), filter);
  const sort = documentField(command, 'sort');
  const sorted = Object.keys(sort).length > 0 ? sortDocuments(matched, sort) : matched;
  const shown = sorted.slice(skip, limit === 0 ? undefined : skip + limit);
  const projection = documentField(command, 'projection');
  const documents = Object.keys(projection).length > 0 ? shown.map(project(projection, filter)) : shown;
  return firstOf(documents, command, context, numberField(command, 'batchSize', firstBatch));
};

export const aggregate: Command = (command, context) => {
  refuseCollation(command);
  if (isTruthy(command.explain)) throw notOffered('explain');
  if (typeof command.aggregate !== 'string') throw notOffered('aggregate without a collection');
  if (!Array.isArray(command.pipeline)) throw new MongoError(14, "'pipeline' must be specified as an array");
  const other = (name: string) => [...(context.databases.find(context.database, name)?.documents() ?? [])];
  const documents = runPipeline(other(command.aggregate), command.pipeline, other);
  const batchSize = numberField(documentField(command, 'cursor'), 'batchSize', firstBatch);
  return firstOf(documents, command, context, batchSize);
};

export const getMore: Command = (command, { cursors, database }) => {
  if (!(command.getMore instanceof Long)) throw new MongoError(14, "'getMore' must be of type long");
  const namespace = `${database}.${String(command.collection)}`;
  const batchSize = numberField(command, 'batchSize', 0);
  const batch = cursors.next(
    command.getMore,
    namespace,
    batchSize > 0 ? batchSize : Number.POSITIVE_INFINITY,
  );
  return { cursor: { id: batch.id, ns: namespace, nextBatch: batch.documents } };
};

export const killCursors: Command = (command, { cursors }) => {
  const ids = Array.isArray(command.cursors) ? command.cursors.filter((id) => id instanceof Long) : [];
  const [killed, unknown]: [Long[], Long[]] = [[], []];
  for (const id of ids) (cursors.kill(id) ? killed : unknown).push(id);
  return { cursorsKilled: killed, cursorsNotFound: unknown, cursorsAlive: [], cursorsUnknown: [] };
};

export const count: Command = (command, context) => {
  refuseCollation(command);
  const matched = select(collectionOf(command, context), documentField(command, 'query'));
  const skip = numberField(command, 'skip', 0);
  const limit = Math.abs(numberField(command, 'limit', 0));
  return { n: new Int32(matched.slice(skip, limit === 0 ? undefined : skip + limit).length) };
};

export const distinct: Command = (command, context) => {
  refuseCollation(command);
  if (typeof command.key !== 'string') throw new MongoError(14, "BSON field 'distinct.key' must be a string");
  const path = command.key.split('.');
  const values = new Map<string, unknown>();
  for (const document of select(collectionOf(command, context), documentField(command, 'query'))) {
    for (const value of elementsAt(document, path))
      if (value !== undefined && value !== noElement) values.set(valueKey(value), value);
  }
  return { values: [...values.values()].sort(compare) };
};

/** The documents that a query matches, in the order of their insertion. */
export function select(collection: Collection | undefined, query: Document): Document[] {
  const holds = matcher(query);
  const matched: Document[] = [];
  for (const document of collection?.candidates(query) ?? []) if (holds(document)) matched.push(document);
  return matched;
}

function firstOf(
  documents: readonly Document[],
  command: Document,
  { cursors, database }: CommandContext,
  batchSize: number,
): Document {
  const namespace = `${database}.${collectionName(command)}`;
  const batch: Batch = cursors.open(namespace, documents, batchSize);
  const isSingle = isTruthy(command.singleBatch);
  if (isSingle) cursors.kill(batch.id);
  return { cursor: { id: isSingle ? Long.ZERO : batch.id, ns: namespace, firstBatch: batch.documents } };
}
