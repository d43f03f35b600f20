import { Int32 } from 'bson';
import { MongoError, notOffered } from '../mongo-error.ts';
import { matcher } from '../query/match.ts';
import { project } from '../query/projection.ts';
import { sortDocuments } from '../query/sort.ts';
import { clone, type Document, isDocument } from '../values/document.ts';
import { isNumber, toNumber } from '../values/numbers.ts';
import { evaluate } from './evaluate.ts';
import { group } from './group.ts';
import { lookup } from './lookup.ts';
import { setPath, unsetPath } from './set-path.ts';
import { unwind } from './unwind.ts';

/** The documents of another collection of the same database. */
export type OtherCollection = (name: string) => readonly Document[];

type Stage = (documents: readonly Document[], value: unknown, other: OtherCollection) => readonly Document[];

/** Runs an aggregation pipeline, stage by stage. */
export function runPipeline(
  documents: readonly Document[],
  pipeline: readonly unknown[],
  other: OtherCollection,
): readonly Document[] {
  return pipeline.reduce<readonly Document[]>((input, stage) => {
    const [[name, value] = [], second] = isDocument(stage) ? Object.entries(stage) : [];
    if (name === undefined || second)
      throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.');
    const run = stages[name];
    if (run) return run(input, value, other);
    if (name === '$changeStream')
      throw new MongoError(40573, 'The $changeStream stage is only supported on replica sets');
    if (rarer.has(name)) throw notOffered(name);
    throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`);
  }, documents);
}

const rarer = new Set([
  ...['$bucket', '$bucketAuto', '$collStats', '$densify', '$documents', '$fill', '$geoNear', '$graphLookup'],
  ...['$indexStats', '$merge', '$out', '$redact', '$search', '$setWindowFields', '$vectorSearch'],
]);

const stages: Readonly<Record<string, Stage>> = {
  $match: (documents, value) => documents.filter(matcher(documentOf('$match', value))),
  $sort: (documents, value) => sortDocuments(documents, documentOf('$sort', value)),
  $skip: (documents, value) => documents.slice(wholeNumber('$skip', value, 0)),
  $limit: (documents, value) => documents.slice(0, wholeNumber('$limit', value, 1)),
  $count: (documents, value) =>
    documents.length > 0 ? [{ [String(value)]: new Int32(documents.length) }] : [],
  $group: (documents, value) => group(documents, documentOf('$group', value)),
  $unwind: unwind,
  $lookup: (documents, value, other) => lookup(documents, documentOf('$lookup', value), other, runPipeline),
  $project: (documents, value) => {
    const projection = project(documentOf('$project', value), {});
    return documents.map(projection);
  },
  $addFields: addFields,
  $set: addFields,
  $unset: (documents, value) =>
    documents.map((document) => {
      const copy = clone(document);
      for (const path of [value].flat()) unsetPath(copy, String(path).split('.'));
      return copy;
    }),
  $replaceRoot: (documents, value) => replaceWith(documents, documentOf('$replaceRoot', value).newRoot),
  $replaceWith: replaceWith,
  $sortByCount: (documents, value) =>
    sortDocuments(group(documents, { _id: value, count: { $sum: new Int32(1) } }), { count: new Int32(-1) }),
  $sample: (documents, value) => {
    const size = wholeNumber('$sample', documentOf('$sample', value).size, 1);
    const random = documents.map((document) => ({ document, key: Math.random() }));
    return random
      .sort((a, b) => a.key - b.key)
      .slice(0, size)
      .map(({ document }) => document);
  },
  $facet: (documents, value, other) => {
    const facets = Object.entries(documentOf('$facet', value));
    return [
      Object.fromEntries(
        facets.map(([name, pipeline]) => [name, runPipeline(documents, [pipeline].flat(), other)]),
      ),
    ];
  },
  $unionWith: (documents, value, other) => {
    const { coll, pipeline = [] } = isDocument(value) ? value : { coll: value };
    return [...documents, ...runPipeline(other(String(coll)), [pipeline].flat(), other)];
  },
};

function addFields(documents: readonly Document[], value: unknown): Document[] {
  const fields = Object.entries(documentOf('$addFields', value));
  return documents.map((document) => {
    const copy = clone(document);
    for (const [name, expression] of fields) {
      const computed = evaluate(expression, document);
      if (computed !== undefined) setPath(copy, name.split('.'), clone(computed));
    }
    return copy;
  });
}

function replaceWith(documents: readonly Document[], expression: unknown): Document[] {
  return documents.map((document) => {
    const root = evaluate(expression, document);
    if (isDocument(root)) return root;
    throw new MongoError(40228, "'newRoot' expression must evaluate to an object");
  });
}

function documentOf(stage: string, value: unknown): Document {
  if (isDocument(value)) return value;
  throw new MongoError(15959, `the ${stage} specification must be an object`);
}

function wholeNumber(stage: string, value: unknown, least: number): number {
  const number = isNumber(value) ? toNumber(value) : Number.NaN;
  if (Number.isInteger(number) && number >= least) return number;
  throw new MongoError(
    15958,
    `invalid argument to ${stage} stage: expected a whole number of at least ${least}`,
  );
}
