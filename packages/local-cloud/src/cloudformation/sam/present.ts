import type { JsonObject, JsonValue } from '../template.ts';

/** The properties that have a value: undefined means that a template says nothing about one. */
export function present(properties: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const result: JsonObject = {};
  for (const [name, value] of Object.entries(properties)) if (value !== undefined) result[name] = value;
  return result;
}
