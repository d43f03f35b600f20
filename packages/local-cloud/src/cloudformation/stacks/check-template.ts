import { formatError, validationError } from '../errors.ts';
import { undefinedResource, unknownAttribute } from '../intrinsics/look-ups.ts';
import { type Reference, references } from '../intrinsics/references.ts';
import { isPseudoParameter } from '../parameters/pseudo-parameters.ts';
import { attributesNotOffered } from '../registry/attributes-not-offered.ts';
import { isTypeOfAws } from '../registry/type-names.ts';
import type { ResourceType } from '../resource-type.ts';
import type { CloudFormationState } from '../state.ts';
import type { JsonValue, Resource, Template } from '../template.ts';
import { areNotOffered, notOfferedHere } from './check-properties.ts';
import { dependsOn, resourceReferences } from './dependencies.ts';

/** Throws AWS's error for a reference to something that the template does not define, or to an attribute that a type does not have. */
export function checkReferences(template: Template, types: ReadonlyMap<string, ResourceType>): void {
  const isResource = (name: string) => Object.hasOwn(template.Resources, name);
  const isKnown = (name: string) =>
    isResource(name) || Object.hasOwn(template.Parameters ?? {}, name) || isPseudoParameter(name);

  function unresolved(found: readonly Reference[]): string[] {
    for (const { name, attribute } of found) {
      if (attribute === undefined) continue;
      if (!isResource(name)) throw undefinedResource(name);
      const type = template.Resources[name]?.Type ?? '';
      const { attributes } = types.get(type) ?? {};
      if (attribute === '' || attributes?.includes(attribute) !== false) continue;
      if (!attributesNotOffered[type]?.includes(attribute)) throw unknownAttribute(name, attribute);
    }
    return found.filter(({ name }) => !isKnown(name)).map(({ name }) => name);
  }

  const resources = Object.values(template.Resources);
  const missing = resources.flatMap((resource) => [
    ...unresolved(resourceReferences(resource)),
    ...dependsOn(resource).filter((name) => !isResource(name)),
  ]);
  if (missing.length > 0) throw unresolvedResources(missing, 'Resources');

  const outputs = Object.values(template.Outputs ?? {});
  const missingInOutputs = outputs.flatMap((output) => unresolved(references(output)));
  if (missingInOutputs.length > 0) throw unresolvedResources(missingInOutputs, 'Outputs');

  const conditions = [...resources, ...outputs].map(({ Condition: name }) => name);
  const unknown = conditions.filter(
    (name) => typeof name === 'string' && !Object.hasOwn(template.Conditions ?? {}, name),
  );
  if (unknown.length > 0) throw unresolvedConditions(unknown as string[], 'Resources');
}

/** A sentence for each attribute that AWS has and this cloud does not, of those that what is to be made refers to. */
export function refusedAttributes(
  { Resources: all }: Template,
  made: readonly JsonValue[],
  conditions: ReadonlyMap<string, boolean>,
): string[] {
  const found = made
    .flatMap((value) => references(value, conditions))
    .flatMap(({ name, attribute = '' }) => {
      const type = all[name]?.Type ?? '';
      const isLacking = attributesNotOffered[type]?.includes(attribute);
      return isLacking ? [`${name}: ${areNotOffered([`The attribute ${attribute}`])} for ${type}`] : [];
    });
  return [...new Set(found)];
}

export function unresolvedResources(names: readonly string[], block: string): Error {
  const distinct = [...new Set(names)].join(', ');
  return formatError(`Unresolved resource dependencies [${distinct}] in the ${block} block of the template`);
}

export function unresolvedConditions(names: readonly string[], block: string): Error {
  const distinct = [...new Set(names)].join(', ');
  return formatError(`Unresolved condition dependency ${distinct} in the ${block} block of the template`);
}

/** Throws AWS's error, with their names, for resource types that neither AWS nor this cloud has. */
export function checkResourceTypes(
  known: ReadonlyMap<string, ResourceType>,
  { Resources: resources }: Template,
): void {
  const types = Object.values(resources).map(({ Type }) => Type);
  const unknown = [...new Set(types.filter((type) => !known.has(type) && !isTypeOfAws(type)))];
  if (unknown.length > 0) throw formatError(`Unrecognized resource types: [${unknown.join(', ')}]`);
}

/**
 * Throws for all that AWS has and this cloud does not, types and properties, of the resources that are to be made,
 * with `others`, the reasons that were found before.
 */
export function refuseNotOffered(
  { resourceTypes: known, services }: Pick<CloudFormationState, 'resourceTypes' | 'services'>,
  resources: ReadonlyMap<string, Resource>,
  others: readonly string[],
): void {
  const types = [...new Set([...resources.values()].map(({ Type }) => Type))].filter(
    (type) => !known.has(type),
  );
  const typeOf = (logicalId: string) => resources.get(logicalId)?.Type;
  const ofResources = [...resources].flatMap(([logicalId, { Type, Properties = {} }]) => {
    const type = known.get(Type);
    return type ? notOfferedHere(logicalId, type, Properties, services, typeOf) : [];
  });
  const reasons = [...(types.length > 0 ? [areNotOffered(types)] : []), ...others, ...ofResources];
  if (reasons.length > 0) throw validationError(reasons.map((reason) => `${reason}.`).join('\n'));
}
