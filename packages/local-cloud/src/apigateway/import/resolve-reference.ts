import { badRequest } from '../errors.ts';
import { type JsonObject, objectAt } from './refuse.ts';

/** The object itself, or the one that its `$ref` leads to in the definition, by way of others if need be. */
export function resolveReference(value: unknown, definition: JsonObject, where: string): JsonObject {
  const passed = new Set<string>();
  let object = objectAt(value, where);
  for (;;) {
    const { $ref: reference } = object;
    if (typeof reference !== 'string') return object;
    if (passed.has(reference)) {
      const cycle = [...passed, reference].join(' → ');
      throw badRequest(`Invalid OpenAPI input: the references ${cycle}, named at ${where}, are a cycle.`);
    }
    passed.add(reference);
    object = referenced(reference, definition, where);
  }
}

function referenced(reference: string, definition: JsonObject, where: string): JsonObject {
  if (!reference.startsWith('#/'))
    throw badRequest(`Invalid OpenAPI input: cannot resolve ${reference} at ${where}.`);
  let target: unknown = definition;
  for (const step of reference.slice(2).split('/')) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const members = objectAt(target, reference);
    if (!Object.hasOwn(members, key))
      throw badRequest(`Invalid OpenAPI input: nothing is at ${reference}, named at ${where}.`);
    target = members[key];
  }
  return objectAt(target, reference);
}
