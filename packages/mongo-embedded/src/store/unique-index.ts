import { MongoError } from '../mongo-error.ts';
import { matcher } from '../query/match.ts';
import { type Document, isDocument } from '../values/document.ts';
import { elementsAt, noElement, valuesAt } from '../values/paths.ts';
import { isTruthy } from '../values/truth.ts';
import { valueKey } from '../values/value-key.ts';

/** A unique index: each combination of values belongs to one document. */
export interface UniqueIndex {
  /** Throws the duplicate key error when another document than `owner` has one of the document's keys. */
  check(document: Document, owner: string): void;
  add(document: Document, owner: string): void;
  remove(document: Document): void;
  /** The owner of an equal value, for an index of one field that holds every document. */
  find(value: unknown): string | undefined;
  readonly onlyField: string | undefined;
}

export function uniqueIndex(specification: Document, namespace: string): UniqueIndex {
  const { key, name, sparse, partialFilterExpression: filter } = specification;
  const fields = isDocument(key) ? Object.keys(key) : [];
  const paths = fields.map((field) => field.split('.'));
  const isCovered = isDocument(filter) ? matcher(filter) : () => true;
  const owners = new Map<string, string>();

  function keysOf(document: Document): { key: string; values: unknown[] }[] {
    if (!isCovered(document)) return [];
    const isMissing = (path: string[]) => valuesAt(document, path).every((value) => value === undefined);
    if (isTruthy(sparse) && paths.every(isMissing)) return [];
    const combinations = paths.reduce<unknown[][]>(
      (rows, path) => rows.flatMap((row) => elementsAt(document, path).map((value) => [...row, value])),
      [[]],
    );
    return combinations.map((values) => ({ key: values.map(valueKey).join('|'), values }));
  }

  return {
    check(document, owner) {
      for (const { key: one, values } of keysOf(document)) {
        const other = owners.get(one);
        if (other === undefined || other === owner) continue;
        const keyValue = Object.fromEntries(fields.map((field, index) => [field, shownValue(values[index])]));
        throw duplicateKey({ namespace, index: String(name), keyPattern: key, keyValue });
      }
    },
    add(document, owner) {
      for (const { key: one } of keysOf(document)) owners.set(one, owner);
    },
    remove(document) {
      for (const { key: one } of keysOf(document)) owners.delete(one);
    },
    find: (value) => owners.get(valueKey(value)),
    onlyField: paths.length === 1 && !isTruthy(sparse) && !filter ? fields[0] : undefined,
  };
}

function shownValue(value: unknown): unknown {
  return value === noElement ? undefined : (value ?? null);
}

interface Duplicate {
  readonly namespace: string;
  readonly index: string;
  readonly keyPattern: unknown;
  readonly keyValue: Document;
}

export function duplicateKey({ namespace, index, keyPattern, keyValue }: Duplicate): MongoError {
  const shown = Object.keys(keyValue).map((field) => `${field}: ${showKey(keyValue[field])}`);
  return new MongoError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: ${index} dup key: { ${shown.join(', ')} }`,
    { keyPattern, keyValue },
  );
}

function showKey(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'toHexString' in value)
    return `ObjectId('${String(value)}')`;
  return typeof value === 'object' && value !== null && !isDocument(value) && !Array.isArray(value)
    ? String(value)
    : JSON.stringify(value);
}
