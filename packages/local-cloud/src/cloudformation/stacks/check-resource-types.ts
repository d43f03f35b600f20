import { formatError } from '../parsing/template-error.ts';
import type { ResourceType } from '../resource-type.ts';
import type { Template } from '../template.ts';

/** Throws AWS's text, with their names, for resource types that nobody makes here. */
export function checkResourceTypes(
  known: ReadonlyMap<string, ResourceType>,
  { Resources: resources }: Template,
): void {
  const types = Object.values(resources).map(({ Type }) => Type);
  const unknown = [...new Set(types.filter((type) => !known.has(type)))];
  if (unknown.length > 0) throw formatError(`Unrecognized resource types: [${unknown.join(', ')}]`);
}
