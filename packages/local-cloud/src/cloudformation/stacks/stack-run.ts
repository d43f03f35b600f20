import { randomInt } from 'node:crypto';
import { resolveProperties } from '../intrinsics/dynamic-references.ts';
import type { Scope } from '../intrinsics/intrinsic-function.ts';
import { newWork, type Work } from '../intrinsics/work.ts';
import { secretValue, storedValue } from '../parameters/stored-values.ts';
import type { ResourceContext, ResourceType } from '../resource-type.ts';
import type { CloudFormationState, Stack, StackOperation, StackPlan, StackResource } from '../state.ts';
import type { JsonObject, JsonValue, Resource } from '../template.ts';
import { ResourceFailure } from './call-handler.ts';
import { wrongProperties, wrongValues } from './check-properties.ts';
import { findExport } from './find-stack.ts';

/** An operation under way: it changes the stack to its plan. */
export interface StackRun {
  readonly state: CloudFormationState;
  readonly stack: Stack;
  readonly plan: StackPlan;
  readonly operation: StackOperation;
  /** What resolving the plan's values may still cost. */
  readonly work: Work;
  /** Exports of other stacks that were looked up. */
  readonly imports: Set<string>;
}

export function runScope({ state, stack, plan, imports, work }: StackRun): Scope {
  const scope = stackScope(state, plan, stack.resources, work);
  return {
    ...scope,
    exported(name) {
      imports.add(name);
      return scope.exported(name);
    },
  };
}

/** A resource as the plan has it, its properties resolved and checked. */
export function wantedResource(run: StackRun, logicalId: string): StackResource {
  const definition = definitionOf(run, logicalId);
  const properties = resolveProperties(definition.Properties ?? {}, runScope(run));
  const type = typeOf(run, definition.Type);
  const wrong = wrongProperties(logicalId, type, properties) ?? wrongValues(logicalId, type, properties);
  if (wrong !== undefined) throw new ResourceFailure(wrong);
  return { ...unmadeResource(run, logicalId), properties };
}

/** The record of a resource of which only the definition is known. */
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
    services: state.services,
    stackName: stack.name,
    stackId: stack.id,
    logicalId,
    generateName: (maxLength) => generateName(stack.name, logicalId, maxLength),
    announce: () => {},
    isStopped: () => false,
  };
}

function definitionOf({ plan }: StackRun, logicalId: string): Resource {
  const definition = plan.resources.get(logicalId);
  if (definition) return definition;
  throw new Error(`Expected the plan to have the resource ${logicalId}.`);
}

/** What intrinsic functions can refer to: a plan's parameters and conditions, and the resources that exist. */
export function stackScope(
  state: CloudFormationState,
  plan: StackPlan,
  resources: ReadonlyMap<string, StackResource>,
  work = newWork(),
): Scope {
  return {
    region: state.account.region,
    work,
    parameters: plan.parameterReferences,
    mappings: plan.template.Mappings ?? {},
    conditions: plan.conditions,
    physicalId: (logicalId) => resources.get(logicalId)?.physical?.physicalId,
    attribute(logicalId, name) {
      const attributes = resources.get(logicalId)?.physical?.attributes ?? {};
      return Object.hasOwn(attributes, name) ? (attributes[name] as JsonValue | undefined) : undefined;
    },
    exported: (name) => findExport(state, name)?.output.value,
    stored: (name) => storedValue(state.services, name),
    secret: (name) => secretValue(state.services, name),
  };
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** `<stack>-<logical id>-<12 random letters and digits>`; both names are cut evenly so that all fits `maxLength`. */
export function generateName(stackName: string, logicalId: string, maxLength: number): string {
  const random = Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('');
  const room = Math.max(2, maxLength - random.length - 2);
  const stackRoom = Math.max(Math.ceil(room / 2), room - logicalId.length);
  const stackPart = stackName.slice(0, stackRoom);
  const logicalPart = logicalId.slice(0, room - stackPart.length);
  return `${stackPart}-${logicalPart}-${random}`;
}
