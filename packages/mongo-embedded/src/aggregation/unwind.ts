import { Long } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { clone, type Document, isDocument } from '../values/document.ts';
import { evaluate } from './evaluate.ts';
import { setPath, unsetPath } from './set-path.ts';

/** `$unwind`: one document for each element of an array. */
export function unwind(documents: readonly Document[], value: unknown): Document[] {
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = isDocument(value) ? value : { path: value };
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw new MongoError(28818, "path option to $unwind stage should be prefixed with a '$'");
  const names = path.slice(1).split('.');

  function withElement(document: Document, element: unknown, index: number | undefined): Document {
    const copy = clone(document);
    if (element === undefined) unsetPath(copy, names);
    else setPath(copy, names, clone(element));
    if (typeof includeArrayIndex === 'string')
      setPath(copy, includeArrayIndex.split('.'), index === undefined ? null : Long.fromNumber(index));
    return copy;
  }

  return documents.flatMap((document) => {
    const array = evaluate(path, document);
    if (Array.isArray(array) && array.length > 0)
      return array.map((element, index) => withElement(document, element, index));
    const isEmpty = array === undefined || array === null || Array.isArray(array);
    if (isEmpty && preserveNullAndEmptyArrays !== true) return [];
    return [withElement(document, Array.isArray(array) ? undefined : array, undefined)];
  });
}
