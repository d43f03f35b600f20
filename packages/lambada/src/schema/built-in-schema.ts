import ts from 'typescript-api';
import type { JsonSchema } from '../model.ts';
import type { SchemaContext } from './schema-context.ts';

const builtIns: Readonly<Record<string, JsonSchema>> = {
  Date: { type: 'string', format: 'date-time', 'x-value': 'Date' },
  Uint8Array: { type: 'string', format: 'byte', 'x-value': 'Uint8Array' },
  Buffer: { type: 'string', format: 'byte', 'x-value': 'Uint8Array' },
};

/** What to write in place of what JSON has no form for. */
const replacements: Readonly<Record<string, string>> = {
  Map: 'write Record<string, …>',
  ReadonlyMap: 'write Record<string, …>',
  Set: 'write an array, with /** @uniqueItems */',
  ReadonlySet: 'write an array, with /** @uniqueItems */',
  URL: 'write string, with /** @format uri */',
  RegExp: 'write string',
  Promise: 'write the type that it resolves to',
  ArrayBuffer: 'write Uint8Array',
  Error: 'write an interface with what a client may know of the error',
  String: 'write string',
  Number: 'write number',
  Boolean: 'write boolean',
  BigInt: 'write bigint',
  Function: 'remove it',
  Response: 'import the Response of lambada, or write the type of the body',
};

/** A class of the language or of Node that has a form in JSON, or a report of what to write instead. */
export function builtInSchema(context: SchemaContext, type: ts.Type, at: ts.Node): JsonSchema | undefined {
  const symbol = type.getSymbol();
  if (!symbol || !context.isOfLibrary(symbol)) return undefined;
  const schema = builtIns[symbol.name];
  if (schema) return schema;
  if (
    !(symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) ||
    context.checker.isArrayLikeType(type)
  )
    return undefined;
  const replacement = replacements[symbol.name] ?? 'write an interface with the members that are sent';
  context.reporter.report(at, 'unsupported-type', `JSON has no ${symbol.name}: ${replacement}.`);
  return {};
}
