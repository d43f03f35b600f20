import type { ResourceServices } from '../resource-services.ts';
import type { ResourceType } from '../resource-type.ts';
import type { JsonObject, JsonValue } from '../template.ts';
import { valuesAt } from '../values-at.ts';
import { nestedMembers } from './nested-members.ts';
import { type TypeOf, whatIsKnown } from './what-is-known.ts';

/** The fault in the names of a resource's properties, in the words of AWS's resource registry; `undefined` without one. */
export function wrongProperties(
  logicalId: string,
  { type, properties: known, required = [], inert = [], notOffered = [], anyProperties }: ResourceType,
  properties: JsonObject,
): string | undefined {
  const all = new Set([...Object.keys(known), ...inert, ...notOffered]);
  const extraneous = Object.keys(properties).filter((name) => !anyProperties && !all.has(name));
  const missing = required.filter((name) => !Object.hasOwn(properties, name));
  return validationFailure(logicalId, [
    ...missing.map((name) => `#: required key [${name}] not found`),
    ...extraneous.map((name) => `#: extraneous key [${name}] is not permitted`),
    ...nestedMembers(type, properties)
      .filter(({ isKnown }) => !isKnown)
      .map(({ pointer, name }) => `${pointer}: extraneous key [${name}] is not permitted`),
  ]);
}

/** What of a resource AWS has and this cloud does not; the resource is refused for it. */
export function notOfferedHere(
  logicalId: string,
  { type, notOffered = [], offeredValues = {}, refusals }: ResourceType,
  properties: JsonObject,
  services: ResourceServices,
  typeOf: TypeOf,
): string[] {
  const names = notOffered.filter(isIn(properties));
  const values = Object.entries(offeredValues).flatMap(([path, offered]) =>
    valuesAt(properties, path.split('.'))
      .map((value) => whatIsKnown(value, typeOf))
      .filter((known) => known !== undefined && !offered.test(known.text))
      .map((known) => areNotOffered([`${path} ${known?.shown}`])),
  );
  const sentences = [
    ...(names.length > 0 ? [`${areNotOffered(names)} for ${type}`] : []),
    ...new Set(values),
    ...(refusals?.(properties, services) ?? []),
  ];
  return sentences.map((sentence) => `${logicalId}: ${sentence}`);
}

export function areNotOffered(names: readonly string[]): string {
  return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not offered by this embedded cloud`;
}

/** What the owner of a resource should know; `undefined` for nothing. */
export function warningsOf(
  { inert = [], warnings }: ResourceType,
  properties: JsonObject,
  services: ResourceServices,
): string | undefined {
  const names = inert.filter(isIn(properties));
  const sentences = [
    ...(names.length > 0 ? [`Without effect in this embedded cloud: ${names.join(', ')}`] : []),
    ...(warnings?.(properties, services) ?? []),
  ];
  return sentences.length > 0 ? sentences.join('. ') : undefined;
}

/** Whether a resource has a property, or the member of an object inside of its properties that a path names. */
function isIn(properties: JsonObject): (name: string) => boolean {
  return (name) => valuesAt(properties, name.split('.')).length > 0;
}

/** The same as `wrongProperties` for the properties' values, after all functions in them are resolved. */
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
