import { resolveMembers } from '../intrinsics/resolve.ts';
import type { Scope } from '../intrinsics/scope.ts';
import type { ResourceContext, ResourceType } from '../resource-type.ts';
import type { CloudFormationState } from '../state.ts';
import type { JsonObject, Resource } from '../template.ts';
import { wrongProperties, wrongValues } from './check-properties.ts';
import { generateName } from './generate-name.ts';
import type { StackPlan } from './plan.ts';
import { ResourceFailure } from './resource-failure.ts';
import type { Stack, StackResource } from './stack.ts';
import type { StackOperation } from './stack-operation.ts';
import { stackScope } from './stack-scope.ts';

/** An operation on its way: what turns the stack into its plan. */
export interface StackRun {
  readonly state: CloudFormationState;
  readonly stack: Stack;
  readonly plan: StackPlan;
  readonly operation: StackOperation;
  /** Exports of other stacks that were looked up. */
  readonly imports: Set<string>;
}

export function runScope({ state, stack, plan, imports }: StackRun): Scope {
  const scope = stackScope(state, plan, stack.resources);
  return {
    ...scope,
    exported(name) {
      imports.add(name);
      return scope.exported(name);
    },
  };
}

/** A resource as the plan wants it, its properties resolved and checked. */
export function wantedResource(run: StackRun, logicalId: string): StackResource {
  const definition = definitionOf(run, logicalId);
  const properties = resolveMembers(definition.Properties ?? {}, runScope(run));
  const type = typeOf(run, definition.Type);
  const wrong = wrongProperties(logicalId, type, properties) ?? wrongValues(logicalId, type, properties);
  if (wrong !== undefined) throw new ResourceFailure(wrong);
  return { ...unmadeResource(run, logicalId), properties };
}

/** The resource before anything of it is known but its definition. */
export function unmadeResource(run: StackRun, logicalId: string): StackResource {
  const definition = definitionOf(run, logicalId);
  return {
    logicalId,
    type: definition.Type,
    definition,
    dependsOn: run.plan.graph.get(logicalId) ?? new Set(),
    properties: {} satisfies JsonObject,
    status: 'CREATE_IN_PROGRESS',
    timestamp: new Date(),
  };
}

export function typeOf({ state }: Pick<StackRun, 'state'>, type: string): ResourceType {
  const found = state.resourceTypes.get(type);
  if (found) return found;
  throw new ResourceFailure(`Unrecognized resource type: ${type}`);
}

export function contextOf(
  { state, stack }: Pick<StackRun, 'state' | 'stack'>,
  logicalId: string,
): ResourceContext {
  return {
    account: state.account,
    services: state.services(),
    stackName: stack.name,
    stackId: stack.id,
    logicalId,
    generateName: (maxLength) => generateName(stack.name, logicalId, maxLength),
  };
}

function definitionOf({ plan }: StackRun, logicalId: string): Resource {
  const definition = plan.resources.get(logicalId);
  if (definition) return definition;
  throw new Error(`Expected the plan to have the resource ${logicalId}.`);
}
