import { MongoError, notOffered } from '../mongo-error.ts';
import type { Collection } from '../store/collection.ts';
import type { Databases } from '../store/databases.ts';
import { type Document, isDocument } from '../values/document.ts';
import { isNumber, toNumber } from '../values/numbers.ts';
import type { Cursors } from './cursors.ts';

export interface CommandContext {
  readonly databases: Databases;
  readonly cursors: Cursors;
  /** The database that the command names. */
  readonly database: string;
  readonly connectionId: number;
}

export type Command = (command: Document, context: CommandContext) => Document;

/** The collection's name in the command's first field. */
export function collectionName(command: Document): string {
  const [name] = Object.values(command);
  if (typeof name === 'string' && name !== '') return name;
  throw new MongoError(73, `collection name has invalid type: expected a string, received ${String(name)}`);
}

export function collectionOf(command: Document, context: CommandContext): Collection | undefined {
  return context.databases.find(context.database, collectionName(command));
}

export function documentField(command: Document, name: string): Document {
  const value = command[name];
  if (value === undefined || value === null) return {};
  if (isDocument(value)) return value;
  throw new MongoError(14, `BSON field '${name}' is the wrong type, expected type 'object'`);
}

export function documentList(command: Document, name: string): Document[] {
  const value = command[name];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every(isDocument)) return value;
  throw new MongoError(14, `BSON field '${name}' is the wrong type, expected an array of objects`);
}

export function numberField(command: Document, name: string, otherwise: number): number {
  const value = command[name];
  if (value === undefined || value === null) return otherwise;
  const number = isNumber(value) ? toNumber(value) : Number.NaN;
  if (Number.isInteger(number)) return number;
  throw new MongoError(14, `BSON field '${name}' is the wrong type, expected a whole number`);
}

/** The comparison of strings here is by code point alone. */
export function refuseCollation(options: Document): void {
  const { collation } = options;
  if (isDocument(collation) && collation.locale !== 'simple') throw notOffered('collation');
}
