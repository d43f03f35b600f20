import { badRequest } from '../errors.ts';
import { type JsonObject, objectAt } from './refuse.ts';

/** The object itself, or what its `$ref` names elsewhere in the definition. */
export function resolveReference(value: unknown, definition: JsonObject, where: string): JsonObject {
  const object = objectAt(value, where);
  const { $ref: reference } = object;
  if (typeof reference !== 'string') return object;
  if (!reference.startsWith('#/'))
    throw badRequest(`Invalid OpenAPI input: cannot resolve ${reference} at ${where}.`);
  let target: unknown = definition;
  for (const step of reference.slice(2).split('/')) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const members = objectAt(target, reference);
    target = Object.hasOwn(members, key) ? members[key] : undefined;
  }
  if (target === undefined)
    throw badRequest(`Invalid OpenAPI input: nothing is at ${reference}, named at ${where}.`);
  return objectAt(target, reference);
}
