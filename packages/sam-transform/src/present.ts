import { isObject, type JsonObject, type JsonValue } from './template.ts';

/** The properties that have a value: undefined means that a template says nothing about one. */
export function present(properties: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const result: JsonObject = {};
  for (const [name, value] of Object.entries(properties)) if (value !== undefined) result[name] = value;
  return result;
}

/** False for what says as little as nothing: null, false, 0 and an empty string, list or map. */
export function isFilled(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isObject(value) ? Object.keys(value).length > 0 : Boolean(value);
}
