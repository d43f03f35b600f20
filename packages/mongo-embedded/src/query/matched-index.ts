import { type Document, isDocument } from '../values/document.ts';
import { valuesAt } from '../values/paths.ts';
import { matcher } from './match.ts';

/**
 * The element of an array that a query matched, for the positional `$`: the first that, alone in the array, holds
 * for all that the query asks of it. -1 where the query does not ask for the array.
 */
export function matchedIndex(query: Document, array: string, document: Document): number {
  const conditions = conditionsOn(query, array);
  const path = array.split('.');
  const elements = valuesAt(document, path).find(Array.isArray);
  if (conditions.length === 0 || !elements) return -1;
  const predicates = conditions.map(matcher);
  const alone = elements.map((element) => nest(path, [element]));
  const all = alone.findIndex((one) => predicates.every((holds) => holds(one)));
  return all >= 0 ? all : alone.findIndex((one) => predicates.some((holds) => holds(one)));
}

function conditionsOn(query: Document, array: string): Document[] {
  return Object.keys(query).flatMap((name): Document[] => {
    const value = query[name];
    if (name === '$and' || name === '$or')
      return Array.isArray(value) ? value.filter(isDocument).flatMap((one) => conditionsOn(one, array)) : [];
    return name === array || name.startsWith(`${array}.`) ? [{ [name]: value }] : [];
  });
}

function nest(path: readonly string[], value: unknown): Document {
  return path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Document;
}
