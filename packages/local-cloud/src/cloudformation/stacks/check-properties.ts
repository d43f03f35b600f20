import type { ResourceType } from '../resource-type.ts';
import type { JsonObject, JsonValue } from '../template.ts';

/** The fault in the names of a resource's properties, in the words of AWS's resource registry; `undefined` without one. */
export function wrongProperties(
  logicalId: string,
  { properties: known, required = [] }: ResourceType,
  properties: JsonObject,
): string | undefined {
  const extraneous = Object.keys(properties).filter((name) => !Object.hasOwn(known, name));
  const missing = required.filter((name) => !Object.hasOwn(properties, name));
  return validationFailure(logicalId, [
    ...missing.map((name) => `#: required key [${name}] not found`),
    ...extraneous.map((name) => `#: extraneous key [${name}] is not permitted`),
  ]);
}

/** The same for the properties' values, after all functions in them are resolved. */
export function wrongValues(
  logicalId: string,
  { lists = [] }: ResourceType,
  properties: JsonObject,
): string | undefined {
  const wrong = lists.filter((name) => Object.hasOwn(properties, name) && !Array.isArray(properties[name]));
  return validationFailure(
    logicalId,
    wrong.map((name) => `#/${name}: expected type: JSONArray, found: ${typeName(properties[name])}`),
  );
}

function validationFailure(logicalId: string, faults: readonly string[]): string | undefined {
  if (faults.length === 0) return undefined;
  return `Properties validation failed for resource ${logicalId} with message:\n${faults.join('\n')}`;
}

function typeName(value: JsonValue | undefined): string {
  if (typeof value === 'string') return 'String';
  if (typeof value === 'boolean') return 'Boolean';
  return typeof value === 'number' ? 'Number' : 'JSONObject';
}
