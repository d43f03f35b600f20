import { checkConstantCalls } from '../intrinsics/check-constant-calls.ts';
import { checkDynamicReferences } from '../intrinsics/dynamic-references.ts';
import { withTakenBranches } from '../intrinsics/if.ts';
import { evaluateConditions } from '../parameters/evaluate-conditions.ts';
import { storedValue } from '../parameters/stored-values.ts';
import type { CloudFormationState, StackOptions, StackPlan } from '../state.ts';
import type { JsonValue, Resource, Template } from '../template.ts';
import {
  checkReferences,
  checkResourceTypes,
  refuseNotOffered,
  unresolvedConditions,
  unresolvedResources,
} from './check-template.ts';
import { dependencies, resourceReferences } from './dependencies.ts';
import type { Source } from './template-source.ts';
import { transformTemplate } from './transform-template.ts';

/** Transforms and checks a template for a stack; throws AWS's error for what is wrong with it. */
export function makePlan(state: CloudFormationState, source: Source, options: StackOptions): StackPlan {
  const template = transformTemplate(state, source);
  checkResourceTypes(state.resourceTypes, template);
  checkReferences(template, state.resourceTypes);
  const scope = { ...source.scope, mappings: template.Mappings ?? {} };
  const conditions = evaluateConditions(template.Conditions ?? {}, scope);
  const resources = liveResources(template, conditions);
  refuseNotOffered(state, withoutOtherBranches(resources, conditions));
  refuseReferencesToLeftOut(template, resources, conditions);
  const made = { ...Object.fromEntries(resources), ...template.Outputs };
  checkDynamicReferences(made as unknown as JsonValue, (name) => storedValue(state.services, name));
  checkConstantCalls([...resources.values(), ...Object.values(template.Outputs ?? {})], {
    ...scope,
    conditions,
  });
  return {
    text: source.text,
    template,
    transforms: source.transforms,
    parameters: source.parameters,
    parameterReferences: source.scope.parameters,
    conditions,
    resources,
    graph: dependencies(resources, conditions),
    options,
  };
}

function liveResources(template: Template, conditions: ReadonlyMap<string, boolean>): Map<string, Resource> {
  const entries = Object.entries(template.Resources);
  return new Map(entries.filter(([, { Condition: name }]) => isLive(name, conditions)));
}

function withoutOtherBranches(
  resources: ReadonlyMap<string, Resource>,
  conditions: ReadonlyMap<string, boolean>,
): Map<string, Resource> {
  const entries = [...resources].map(
    ([id, resource]) =>
      [id, { ...resource, Properties: withTakenBranches(resource.Properties ?? {}, conditions) }] as const,
  );
  return new Map(entries);
}

function isLive(condition: string | undefined, conditions: ReadonlyMap<string, boolean>): boolean {
  if (condition === undefined) return true;
  const holds = conditions.get(condition);
  if (holds === undefined) throw unresolvedConditions([condition], 'Resources');
  return holds;
}

// A resource whose condition is false may be named in DependsOn, but nothing may refer to it.
function refuseReferencesToLeftOut(
  template: Template,
  resources: ReadonlyMap<string, Resource>,
  conditions: ReadonlyMap<string, boolean>,
): void {
  const isLeftOut = (name: string) => Object.hasOwn(template.Resources, name) && !resources.has(name);
  const leftOut = [...resources.values()]
    .flatMap((resource) => resourceReferences(resource, conditions))
    .map(({ name }) => name)
    .filter(isLeftOut);
  if (leftOut.length > 0) throw unresolvedResources(leftOut, 'Resources');
}
