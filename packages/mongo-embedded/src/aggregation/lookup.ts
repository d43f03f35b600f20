import { MongoError, notOffered } from '../mongo-error.ts';
import { clone, type Document } from '../values/document.ts';
import { elementsAt } from '../values/paths.ts';
import { valueKey } from '../values/value-key.ts';
import { setPath } from './set-path.ts';

type Other = (name: string) => readonly Document[];
type Run = (
  documents: readonly Document[],
  pipeline: readonly unknown[],
  other: Other,
) => readonly Document[];

/** `$lookup` by equal fields: the other collection is read once, whatever the number of documents. */
export function lookup(documents: readonly Document[], value: Document, other: Other, run: Run): Document[] {
  const { from, localField, foreignField, as, pipeline = [] } = value;
  if (value.let !== undefined) throw notOffered("$lookup with 'let'");
  for (const [name, field] of Object.entries({ from, localField, foreignField, as })) {
    if (typeof field !== 'string') throw new MongoError(9, `$lookup argument '${name}' must be a string`);
  }
  const foreign = new Map<string, Document[]>();
  for (const document of other(String(from))) {
    for (const key of keysAt(document, foreignField)) {
      const found = foreign.get(key);
      if (found) found.push(document);
      else foreign.set(key, [document]);
    }
  }
  return documents.map((document) => {
    const matches = new Set([...keysAt(document, localField)].flatMap((key) => foreign.get(key) ?? []));
    const copy = clone(document);
    setPath(copy, String(as).split('.'), [...run([...matches], [pipeline].flat(), other)]);
    return copy;
  });
}

function keysAt(document: Document, path: unknown): Set<string> {
  return new Set(elementsAt(document, String(path).split('.')).map(valueKey));
}
