import { badRequest } from '../errors.ts';
import type { MappingScope } from '../exchange.ts';

/**
 * A compiled source of a mapping: returns its values in an exchange, an empty list when it maps nothing. The sources of
 * a response read the back end's result as well.
 */
export type ValueSource<Result> = (scope: MappingScope, result: Result) => readonly string[];

/** Compiles what follows `method.request.` or `integration.response.`; undefined for an unknown place. */
export type SourcePlaces<Result> = (
  place: string,
  name: string | undefined,
) => ValueSource<Result> | undefined;

const nothing: readonly string[] = [];

/**
 * Compiles the source of a parameter mapping: `'text'`, `context.x`, `stageVariables.x`, or a place below `prefix`.
 * Returns undefined for any other expression.
 */
export function compileSource<Result>(
  expression: string,
  prefix: 'method.request.' | 'integration.response.',
  places: SourcePlaces<Result>,
): ValueSource<Result> | undefined {
  const literal = expression.match(/^'(.*)'$/s)?.[1];
  if (literal !== undefined) return () => [literal];
  if (expression.startsWith('context.')) {
    const path = expression.slice('context.'.length).split('.');
    return ({ contextValues }) => textsOf(memberAt(contextValues, path));
  }
  if (expression.startsWith('stageVariables.')) {
    const name = expression.slice('stageVariables.'.length);
    return ({ exchange }) => ownTexts(exchange.stage.variables, name);
  }
  if (!expression.startsWith(prefix)) return undefined;
  const [, place = '', name] = expression.slice(prefix.length).match(/^([a-z]+)(?:[.](.+))?$/s) ?? [];
  return places(place, name);
}

/** Scalars as strings, objects and lists as JSON. A null maps nothing. */
export function textsOf(value: unknown): readonly string[] {
  if (value === undefined || value === null) return nothing;
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)];
}

export function ownTexts(values: Readonly<Record<string, string>>, name: string): readonly string[] {
  return Object.hasOwn(values, name) ? [values[name] ?? ''] : nothing;
}

/** Of several values of one name the last counts. */
export function lastOf(values: readonly string[] = nothing): readonly string[] {
  return values.slice(-1);
}

export function joinedOf(values: readonly string[] = nothing): readonly string[] {
  return values.length > 0 ? [values.join(',')] : nothing;
}

function memberAt(value: unknown, path: readonly string[]): unknown {
  let member = value;
  for (const key of path) {
    if (typeof member !== 'object' || member === null || !Object.hasOwn(member, key)) return undefined;
    member = (member as Record<string, unknown>)[key];
  }
  return member;
}

/** AWS's words for a parameter mapping that it cannot read. */
export function refuseExpression(expression: string): never {
  throw badRequest(
    `Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: ${expression}]`,
  );
}
