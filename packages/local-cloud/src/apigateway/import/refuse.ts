import { isRecord } from '../../aws/is-record.ts';
import { badRequest, notOffered } from '../errors.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** AWS's own extensions change how an API behaves; other vendors' do not. */
export function refuseUnknownExtensions(object: JsonObject, known: readonly string[], where: string): void {
  const unknown = Object.keys(object).find((name) => name.startsWith('x-amazon-') && !known.includes(name));
  if (unknown !== undefined) throw notOffered(`${unknown} at ${where}`);
}

export function refuseUnknownMembers(object: JsonObject, known: readonly string[], where: string): void {
  const unknown = Object.keys(object).find((name) => !known.includes(name));
  if (unknown !== undefined) throw notOffered(`The member ${unknown} of ${where}`);
}

export function objectAt(value: unknown, where: string): JsonObject {
  if (value === undefined || value === null) return {};
  if (isRecord(value)) return value;
  throw badRequest(`Invalid OpenAPI input: expected an object for ${where}.`);
}

export function stringsAt(value: unknown, where: string): Record<string, string> {
  const entries = Object.entries(objectAt(value, where)).map(([name, text]) => {
    if (typeof text !== 'string')
      throw badRequest(`Invalid OpenAPI input: expected a string for ${where} ${name}.`);
    return [name, text];
  });
  return Object.fromEntries(entries);
}

/** Mapping templates, which may be null: then nothing is mapped. */
export function templatesAt(value: unknown, where: string): Record<string, string> {
  const entries = Object.entries(objectAt(value, where)).map(([name, source]) => [name, source ?? '']);
  return stringsAt(Object.fromEntries(entries), where);
}

export function textAt(value: unknown, where: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw badRequest(`Invalid OpenAPI input: expected a string for ${where}.`);
  }
  return String(value);
}
