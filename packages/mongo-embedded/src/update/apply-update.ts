import { runPipeline } from '../aggregation/pipeline.ts';
import { MongoError } from '../mongo-error.ts';
import { matchedIndex } from '../query/matched-index.ts';
import { isEqual } from '../values/compare.ts';
import { clone, type Document, isDocument } from '../values/document.ts';
import { applyAt } from './apply-at.ts';
import { expandPath } from './expand-path.ts';
import { operators, refuseConflicts } from './operators.ts';

export interface Update {
  /** Operators, a whole document, or a pipeline. */
  readonly update: unknown;
  readonly query: Document;
  readonly arrayFilters: readonly Document[];
  readonly isInsert: boolean;
}

/** The document after an update; the one given stays as it is. Throws MongoDB's error where it cannot be made. */
export function applyUpdate(document: Document, { update, ...context }: Update): Document {
  const result = Array.isArray(update)
    ? byPipeline(document, update)
    : isOperatorUpdate(update)
      ? byOperators(document, update, context)
      : replacement(document, update);
  if (document._id !== undefined && !isEqual(document._id, result._id))
    throw new MongoError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  return result;
}

export function isOperatorUpdate(update: unknown): update is Document {
  return isDocument(update) && Object.keys(update)[0]?.startsWith('$') === true;
}

function byOperators(document: Document, update: Document, context: Omit<Update, 'update'>): Document {
  const result = clone(document);
  refuseConflicts(update);
  for (const [operator, fields] of Object.entries(update)) {
    const operation = operators[operator];
    if (!operation)
      throw new MongoError(
        9,
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    if (!isDocument(fields))
      throw new MongoError(9, `Modifiers operate on fields but we found another type for ${operator}`);
    if (operator === '$setOnInsert' && !context.isInsert) continue;
    for (const name of Object.keys(fields)) {
      const matched = (array: string) => matchedIndex(context.query, array, document);
      for (const path of expandPath(name, { document: result, arrayFilters: context.arrayFilters, matched }))
        applyAt(result, path, (place) => operation(place, fields[name], result));
    }
  }
  return result;
}

function byPipeline(document: Document, pipeline: readonly unknown[]): Document {
  const [result = document] = runPipeline([document], pipeline, () => []);
  return clone(result);
}

function replacement(document: Document, update: unknown): Document {
  if (!isDocument(update)) throw new MongoError(9, 'Expected an update document or pipeline');
  const { _id = document._id, ...fields } = update;
  return { ...(_id !== undefined && { _id }), ...clone(fields) };
}
