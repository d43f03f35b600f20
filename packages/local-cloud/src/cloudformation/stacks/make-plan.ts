import { checkConstantCalls } from '../intrinsics/check-constant-calls.ts';
import { checkDynamicReferences } from '../intrinsics/dynamic-references.ts';
import type { PlanScope } from '../intrinsics/intrinsic-function.ts';
import { newWork } from '../intrinsics/work.ts';
import { evaluateConditions } from '../parameters/evaluate-conditions.ts';
import { storedValue } from '../parameters/stored-values.ts';
import type { CloudFormationState, StackOptions, StackPlan } from '../state.ts';
import type { JsonValue, Resource, Template } from '../template.ts';
import {
  checkReferences,
  checkResourceTypes,
  refusedAttributes,
  refuseNotOffered,
  unresolvedConditions,
  unresolvedResources,
} from './check-template.ts';
import { dependencies, resourceReferences } from './dependencies.ts';
import { knownProperties } from './known-properties.ts';
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
  const outputs = Object.values(template.Outputs ?? {}).filter(({ Condition: name }) =>
    isLive(name as string | undefined, conditions),
  );
  const properties = [...resources.values()].map(({ Properties = {} }) => Properties);
  const attributes = refusedAttributes(template, [...properties, ...outputs], conditions);
  refuseNotOffered(
    state,
    withKnownValues(resources, source, { mappings: scope.mappings, conditions }),
    attributes,
  );
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

/** Of a parameter that is hidden, only the name may come into a message. */
function withKnownValues(
  resources: ReadonlyMap<string, Resource>,
  { parameters: values, scope }: Source,
  plan: Pick<PlanScope, 'mappings' | 'conditions'>,
): Map<string, Resource> {
  const hidden = values
    .filter(({ definition }) => definition.noEcho)
    .map(({ definition }) => definition.name);
  const parameters = new Map([...scope.parameters, ...hidden.map((name) => [name, `\${${name}}`] as const)]);
  const known = { ...scope, ...plan, parameters, work: newWork() };
  const entries = [...resources].map(
    ([id, resource]) =>
      [id, { ...resource, Properties: knownProperties(resource.Properties ?? {}, known) }] as const,
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
