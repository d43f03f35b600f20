import { MongoError } from '../mongo-error.ts';
import { compare } from '../values/compare.ts';
import type { Document } from '../values/document.ts';
import { isNumber, toNumber } from '../values/numbers.ts';
import { elementsAt } from '../values/paths.ts';

/** Sorts by type order. An array sorts by its least element, in descending order by its greatest. */
export function sortDocuments(documents: readonly Document[], sort: Document): Document[] {
  const keys = Object.keys(sort).map((name) => ({
    path: name.split('.'),
    direction: directionOf(sort[name]),
  }));
  const rows = documents.map((document) => ({
    document,
    values: keys.map(({ path, direction }) => {
      const [first, ...rest] = elementsAt(document, path);
      return rest.reduce((best, value) => (compare(value, best) * direction < 0 ? value : best), first);
    }),
  }));
  rows.sort((a, b) => {
    for (const [index, { direction }] of keys.entries()) {
      const order = compare(a.values[index], b.values[index]);
      if (order !== 0) return order * direction;
    }
    return 0;
  });
  return rows.map(({ document }) => document);
}

function directionOf(value: unknown): 1 | -1 {
  const direction = isNumber(value) ? toNumber(value) : 0;
  if (direction === 1 || direction === -1) return direction;
  throw new MongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
}
