import { resolveWhole } from '../intrinsics/dynamic-references.ts';
import type { Scope } from '../intrinsics/intrinsic-function.ts';
import { type Reference, references } from '../intrinsics/references.ts';
import { isUsedUp } from '../intrinsics/work.ts';
import type { ChangeSetSource } from '../state.ts';
import type { JsonObject, JsonValue, Resource } from '../template.ts';
import { type Cause, knownAfterApply } from './change-detail.ts';
import { isSameValue } from './same-value.ts';
import { stackScope } from './stack-run.ts';

/** What becomes of a resource: made, changed in place, replaced, or changed in a way that is not known yet. */
export type Fate = 'new' | 'changed' | 'uncertain';

/**
 * The stack as it will be. The values of resources that are created or replaced are not known yet, nor, unless
 * `keepsAttributes`, the attributes of those that are changed in place.
 */
export function predictedScope(
  { state, stack, plan }: ChangeSetSource,
  fate: (logicalId: string) => Fate | undefined,
  keepsAttributes: boolean,
): Scope {
  const now = stackScope(state, plan, stack.resources);
  const isMade = (logicalId: string) => ['new', 'uncertain'].includes(fate(logicalId) ?? '');
  const isUnknown = (logicalId: string) =>
    isMade(logicalId) || (!keepsAttributes && fate(logicalId) === 'changed');
  return {
    ...now,
    physicalId: (logicalId) => (isMade(logicalId) ? knownAfterApply : now.physicalId(logicalId)),
    attribute: (logicalId, name) => (isUnknown(logicalId) ? knownAfterApply : now.attribute(logicalId, name)),
  };
}

export function predictedProperties({ Properties = {} }: Resource, scope: Scope): JsonObject {
  const entries = Object.entries(Properties).map(([name, value]) => [name, predicted(value, scope)] as const);
  return Object.fromEntries(entries.filter((entry) => entry[1] !== undefined)) as JsonObject;
}

// A function may fail on a value that is not known yet; then its result is not known either.
function predicted(value: JsonValue, scope: Scope): JsonValue | undefined {
  try {
    return resolveWhole(value, scope);
  } catch (error) {
    if (isUsedUp(scope.work)) throw error;
    return knownAfterApply;
  }
}

/** The changing parameters, resources and attributes that a value refers to. */
export function causesOf(
  value: JsonValue | undefined,
  { stack, plan }: ChangeSetSource,
  fate: (logicalId: string) => Fate | undefined,
): Cause[] {
  if (value === undefined) return [];
  const causes = references(value, plan.conditions).flatMap(({ name, attribute }: Reference): Cause[] => {
    if (plan.parameterReferences.has(name)) {
      const before = stack.plan?.parameterReferences.get(name);
      const isSame = isSameValue(before, plan.parameterReferences.get(name));
      return isSame ? [] : [{ source: 'ParameterReference', entity: name, isCertain: true }];
    }
    const change = fate(name);
    if (change === undefined || (attribute === undefined && change === 'changed')) return [];
    const isCertain = change === 'new';
    return attribute === undefined
      ? [{ source: 'ResourceReference', entity: name, isCertain }]
      : [{ source: 'ResourceAttribute', entity: `${name}.${attribute}`, isCertain }];
  });
  return [...new Map(causes.map((cause) => [cause.entity, cause])).values()];
}
