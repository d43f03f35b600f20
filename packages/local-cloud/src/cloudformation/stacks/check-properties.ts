import type { ResourceType } from '../resource-type.ts';
import type { JsonObject } from '../template.ts';

/** What is wrong with a resource's properties in the words of AWS's resource registry, `undefined` when nothing. */
export function wrongProperties(
  logicalId: string,
  { properties: known, required = [] }: ResourceType,
  properties: JsonObject,
): string | undefined {
  const extraneous = Object.keys(properties).filter((name) => !Object.hasOwn(known, name));
  const missing = required.filter((name) => !Object.hasOwn(properties, name));
  const faults = [
    ...missing.map((name) => `#: required key [${name}] not found`),
    ...extraneous.map((name) => `#: extraneous key [${name}] is not permitted`),
  ];
  if (faults.length === 0) return undefined;
  return `Properties validation failed for resource ${logicalId} with message:\n${faults.join('\n')}`;
}
