import { MongoError } from '../mongo-error.ts';
import { matcher } from '../query/match.ts';
import { type Document, fieldOf, isDocument } from '../values/document.ts';

interface PathContext {
  readonly document: Document;
  readonly arrayFilters: readonly Document[];
  /** The element of an array that the query matched; -1 where there is none. */
  matched(array: string): number;
}

/** The paths that `a.$.b` (the matched element), `a.$[].b` (all) and `a.$[name].b` (filtered) stand for. */
export function expandPath(name: string, context: PathContext): string[][] {
  const parts = name.split('.');
  if (parts.includes('')) throw new MongoError(56, `The update path '${name}' contains an empty field name`);
  return parts.reduce<string[][]>(
    (paths, part) => paths.flatMap((path) => elementsOf(path, part, context).map((one) => [...path, one])),
    [[]],
  );
}

function elementsOf(path: readonly string[], part: string, context: PathContext): string[] {
  if (!part.startsWith('$')) return [part];
  const array = path.reduce<unknown>(
    (value, name) =>
      Array.isArray(value) ? value[Number(name)] : isDocument(value) ? fieldOf(value, name) : undefined,
    context.document,
  );
  if (part === '$') {
    const index = context.matched(path.join('.'));
    if (index >= 0) return [String(index)];
    throw new MongoError(2, 'The positional operator did not find the match needed from the query.');
  }
  const [, filter] = /^\$\[(\w*)\]$/.exec(part) ?? [];
  if (filter === undefined)
    throw new MongoError(
      52,
      `The dollar ($) prefixed field '${part}' is not allowed in the context of an update`,
    );
  if (!Array.isArray(array))
    throw new MongoError(
      2,
      `The path '${path.join('.')}' must exist in the document in order to apply array updates.`,
    );
  const holds = filter === '' ? () => true : filterOf(filter, context.arrayFilters, path);
  return array.flatMap((element, index) => (holds(element) ? [String(index)] : []));
}

function filterOf(
  name: string,
  filters: readonly Document[],
  path: readonly string[],
): (element: unknown) => boolean {
  const filter = filters.find((one) => namesIn(one).has(name));
  if (!filter)
    throw new MongoError(
      2,
      `No array filter found for identifier '${name}' in path '${path.join('.')}.$[${name}]'`,
    );
  const holds = matcher(filter);
  return (element) => holds({ [name]: element });
}

function namesIn(filter: Document): Set<string> {
  const names = Object.keys(filter).flatMap((name) => {
    const value = filter[name];
    if (!name.startsWith('$')) return [name.split('.')[0] ?? ''];
    return Array.isArray(value) ? value.filter(isDocument).flatMap((one) => [...namesIn(one)]) : [];
  });
  return new Set(names);
}
