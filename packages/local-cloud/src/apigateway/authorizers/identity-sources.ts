import { fromWire } from '../../aws/wire-text.ts';
import { badRequest } from '../errors.ts';
import { decodeQuery } from '../event/query-string.ts';
import { requestContext } from '../event/request-context.ts';
import type { Exchange } from '../exchange.ts';

/** The values of one identity source, in order. Empty where the request lacks it. */
type Source = (exchange: Exchange) => readonly string[];

const mapping =
  /^(?:method\.request\.(header|querystring|multivalueheader|multivaluequerystring)|(stageVariables|context))\.([\w.$-]+)$/;

/**
 * Reads the identity of a caller from what `identitySource` lists: the values of each source; `undefined` where
 * one of them is missing or empty.
 */
export function compileIdentitySources(
  identitySource: string | undefined,
): (exchange: Exchange) => readonly (readonly string[])[] | undefined {
  const sources = expressionsOf(identitySource).map(compileSource);
  return (exchange) => {
    const identity = sources.map((source) => source(exchange));
    return identity.some((values) => !values.at(-1)) ? undefined : identity;
  };
}

export function expressionsOf(identitySource: string | undefined): string[] {
  const expressions = (identitySource ?? '').split(',').map((expression) => expression.trim());
  return expressions.filter((expression) => expression !== '');
}

function compileSource(expression: string): Source {
  const [, place, root, name = ''] = mapping.exec(expression) ?? [];
  if (place?.endsWith('header')) return ({ rawHeaders }) => headerValues(rawHeaders, name.toLowerCase());
  if (place) return ({ rawQuery }) => decodeQuery(rawQuery)?.get(name) ?? [];
  if (root === 'stageVariables') return ({ stage }) => ownValue(stage.variables, name);
  if (root === 'context') return (exchange) => contextValue(exchange, name.split('.'));
  throw badRequest(`Invalid identity source: expected a mapping expression, received ${expression}.`);
}

function headerValues(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() === name) values.push(fromWire(rawHeaders[index + 1] ?? ''));
  }
  return values;
}

function contextValue(exchange: Exchange, path: readonly string[]): string[] {
  let value: unknown = requestContext(exchange, exchange.method);
  for (const key of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return [];
    value = (value as Record<string, unknown>)[key];
  }
  return value === null || typeof value === 'object' ? [] : [String(value)];
}

function ownValue(values: Readonly<Record<string, string>>, name: string): string[] {
  return Object.hasOwn(values, name) ? [values[name] ?? ''] : [];
}
