import type { ServiceError } from '../../aws/service-error.ts';
import { badRequest } from '../rest-api-record.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** What AWS has and this cloud does not: named, so that nobody takes it for working. */
export function notOffered(what: string): ServiceError {
  return badRequest(`${what} is not offered by this embedded cloud.`);
}

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
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw badRequest(`Invalid OpenAPI input: expected an object for ${where}.`);
  }
  return value as JsonObject;
}

export function stringsAt(value: unknown, where: string): Record<string, string> {
  const entries = Object.entries(objectAt(value, where)).map(([name, text]) => {
    if (typeof text !== 'string')
      throw badRequest(`Invalid OpenAPI input: expected text for ${where} ${name}.`);
    return [name, text];
  });
  return Object.fromEntries(entries);
}

export function textAt(value: unknown, where: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw badRequest(`Invalid OpenAPI input: expected text for ${where}.`);
  }
  return String(value);
}
