import { checkDepth } from '../limits.ts';
import { isMap, mapEntries, mapGet, mapHas } from '../values/map-value.ts';
import { isList, itemsOf, JavaMap, type ListValue, type Value } from '../values/value.ts';
import { callPathFunction } from './path-functions.ts';
import type { ParsedPath, PathToken } from './path-token.ts';
import { type PathScope, testFilter } from './test-filter.ts';

/** One value, or undefined, for a definite path; a list for any other. */
export function evaluatePath(path: ParsedPath, start: Value, scope: PathScope): Value {
  const found: Value[] = [];
  walk(path.tokens, 0, start, scope, found);
  return path.isDefinite ? found[0] : found;
}

function walk(
  tokens: readonly PathToken[],
  at: number,
  value: Value,
  scope: PathScope,
  found: Value[],
): void {
  scope.meter.spend(1);
  const token = tokens[at];
  if (!token) {
    found.push(value);
    return;
  }
  const next = (child: Value) => walk(tokens, at + 1, child, scope, found);
  switch (token.kind) {
    case 'property':
      walkProperties(token.names, at === tokens.length - 1, value, next);
      return;
    case 'index':
      if (isList(value)) for (const index of token.indexes) itemAt(value, index, next);
      return;
    case 'slice':
      if (isList(value)) sliceOf(value, token, next);
      return;
    case 'wildcard':
      for (const child of childrenOf(value)) next(child);
      return;
    case 'filter': {
      const candidates = isList(value) ? itemsOf(value) : isMap(value) ? [value] : [];
      for (const candidate of candidates) if (testFilter(token.filter, candidate, scope)) next(candidate);
      return;
    }
    case 'function':
      next(callPathFunction(token, value, scope));
      return;
    case 'descent':
      descend(tokens, at + 1, value, scope, found, 0);
  }
}

function walkProperties(
  names: readonly string[],
  isLast: boolean,
  value: Value,
  next: (child: Value) => void,
): void {
  if (!isMap(value)) return;
  const present = names.filter((name) => mapHas(value, name));
  if (names.length > 1 && isLast)
    next(new JavaMap(present.map((name) => [name, mapGet(value, name)] as const)));
  else for (const name of present) next(mapGet(value, name));
}

function itemAt(list: ListValue, index: number, next: (child: Value) => void): void {
  const items = itemsOf(list);
  const position = index < 0 ? items.length + index : index;
  if (position >= 0 && position < items.length) next(items[position]);
}

function sliceOf(
  list: ListValue,
  { from, to }: PathToken & { kind: 'slice' },
  next: (child: Value) => void,
): void {
  const { length } = itemsOf(list);
  // With both ends given, Jayway does not resolve negative ones first, but each index on its own.
  const isBetween = from !== undefined && to !== undefined;
  const first = isBetween ? from : Math.max(0, (from ?? 0) < 0 ? length + (from ?? 0) : (from ?? 0));
  const last = Math.min(length, !isBetween && (to ?? length) < 0 ? length + (to ?? length) : (to ?? length));
  for (let index = Math.max(first, -length); index < last; index++) itemAt(list, index, next);
}

function childrenOf(value: Value): readonly Value[] {
  if (isList(value)) return itemsOf(value);
  return isMap(value) ? mapEntries(value).map(([, child]) => child) : [];
}

/** `..`: the rest of the path from here, then from everything below, in the order of the document. */
function descend(
  tokens: readonly PathToken[],
  at: number,
  value: Value,
  scope: PathScope,
  found: Value[],
  depth: number,
): void {
  const token = tokens[at];
  const isInside = typeof value === 'object' && value !== null;
  if (!token || !isInside) return;
  checkDepth(depth);
  scope.meter.spend(1);
  if (matches(token, value, at === tokens.length - 1, scope)) walk(tokens, at, value, scope, found);
  for (const child of childrenOf(value)) descend(tokens, at, child, scope, found, depth + 1);
}

function matches(token: PathToken, value: Value, isLast: boolean, scope: PathScope): boolean {
  if (token.kind === 'wildcard') return true;
  if (token.kind === 'index' || token.kind === 'slice') return isList(value);
  if (token.kind === 'filter') return isMap(value) ? testFilter(token.filter, value, scope) : false;
  if (token.kind !== 'property' || !isMap(value)) return false;
  const isOne = token.names.length === 1 || isLast;
  return !isOne || token.names.every((name) => mapHas(value, name));
}
