import { ObjectId } from 'bson';
import { setPath } from '../aggregation/set-path.ts';
import { isOperators } from '../query/match.ts';
import { applyUpdate, isOperatorUpdate, type Update } from '../update/apply-update.ts';
import { clone, type Document, isDocument } from '../values/document.ts';

/** The document that an update makes where no document matched: the query's equal fields, then the update. */
export function upsertedDocument(update: Omit<Update, 'isInsert'>): Document {
  const isWhole = !isOperatorUpdate(update.update) && !Array.isArray(update.update);
  const start: Document = {};
  for (const [name, value] of equalFields(update.query)) {
    if (!isWhole || name === '_id') setPath(start, name.split('.'), clone(value));
  }
  return withId(applyUpdate(start, { ...update, isInsert: true }));
}

/** The id first, as MongoDB stores it; a new one where there is none. */
export function withId(document: Document): Document {
  const { _id = new ObjectId(), ...fields } = document;
  return { _id, ...fields };
}

function equalFields(query: Document): [string, unknown][] {
  return Object.entries(query).flatMap(([name, value]): [string, unknown][] => {
    if (name === '$and' && Array.isArray(value)) return value.filter(isDocument).flatMap(equalFields);
    if (name.startsWith('$')) return [];
    if (!isOperators(value)) return [[name, value]];
    return '$eq' in value ? [[name, value.$eq]] : [];
  });
}
