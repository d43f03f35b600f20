import { fieldOf, isDocument } from './document.ts';

/**
 * The values that a dotted path leads to. An array on the way gives those of each of its documents, and that of an
 * element where the path has its number. A missing field is one undefined value.
 */
export function valuesAt(value: unknown, path: readonly string[], from = 0): unknown[] {
  const name = path[from];
  if (name === undefined) return [value];
  if (Array.isArray(value)) {
    const element =
      isIndex(name) && Number(name) < value.length ? valuesAt(value[Number(name)], path, from + 1) : [];
    return [...element, ...value.filter(isDocument).flatMap((item) => valuesAt(item, path, from))];
  }
  return isDocument(value) ? valuesAt(fieldOf(value, name), path, from + 1) : [undefined];
}

/** The values that an index has for a path and that a sort looks at: the elements where the value is an array. */
export function elementsAt(document: unknown, path: readonly string[]): unknown[] {
  const values = valuesAt(document, path).flatMap((value) => {
    if (!Array.isArray(value)) return [value];
    return value.length > 0 ? value : [noElement];
  });
  return values.length > 0 ? values : [undefined];
}

/** What an index has for an empty array: BSON's old type Undefined, which sorts before null. */
export const noElement = Object.freeze({ _bsontype: 'Undefined' });

export function isIndex(name: string): boolean {
  return /^(0|[1-9]\d{0,9})$/.test(name);
}
