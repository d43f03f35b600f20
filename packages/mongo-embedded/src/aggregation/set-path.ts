import { type Document, fieldOf, isDocument, setField } from '../values/document.ts';

/** Sets a field as `$addFields` and `$project` do: in every document of an array on the way. */
export function setPath(document: Document, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  const next = fieldOf(document, name);
  if (rest.length === 0) setField(document, name, value);
  else if (Array.isArray(next)) {
    setField(
      document,
      name,
      next.map((item) => withPath(item, rest, value)),
    );
  } else setField(document, name, withPath(next, rest, value));
}

function withPath(value: unknown, path: readonly string[], leaf: unknown): Document {
  const document = isDocument(value) ? value : {};
  setPath(document, path, leaf);
  return document;
}

export function unsetPath(value: unknown, path: readonly string[]): void {
  const [name = '', ...rest] = path;
  if (Array.isArray(value)) for (const item of value) unsetPath(item, path);
  if (!isDocument(value)) return;
  if (rest.length === 0) delete value[name];
  else unsetPath(fieldOf(value, name), rest);
}
