import type { Change } from '@aws-sdk/client-cloudformation';
import { ServiceError } from '../../aws/service-error.ts';
import type { ChangeSet, CloudFormationState, Stack, StackOptions, StackPlan } from '../state.ts';
import type { JsonValue } from '../template.ts';
import { checkCapabilities } from './check-capabilities.ts';
import { wrongProperties } from './check-properties.ts';
import { refusedChanges } from './check-updatable.ts';
import { makePlan } from './make-plan.ts';
import { isSameValue } from './same-value.ts';
import { stackChanges } from './stack-changes.ts';
import { resolveOutputs } from './stack-outputs.ts';
import { stackScope } from './stack-run.ts';
import type { Source } from './template-source.ts';

type Outcome = Pick<
  ChangeSet,
  'status' | 'statusReason' | 'executionStatus' | 'plan' | 'changes' | 'changesWithValues'
>;

const noChanges =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

/**
 * The outcome of a change set for this template. A fault in what a transform generated, or a property that a
 * resource type does not have, is a `FAILED` change set; other faults are thrown.
 */
export function planChanges(
  state: CloudFormationState,
  stack: Stack,
  source: Source,
  options: StackOptions,
): Outcome {
  let plan: StackPlan;
  try {
    plan = makePlan(state, source, options);
  } catch (error) {
    if (source.transforms.length > 0 && error instanceof ServiceError) return failed(error.message);
    throw error;
  }
  checkCapabilities(plan.template, options.capabilities);
  const fault = refusedChanges(state, stack, plan) ?? allWrongProperties(state, plan);
  if (fault !== undefined) return failed(fault, plan);
  const now = { state, stack: { plan: stack.plan, resources: new Map(stack.resources) }, plan };
  const changes = stackChanges(now);
  if (stack.plan && !hasChanges(state, stack, plan, changes)) return failed(noChanges, plan);
  return {
    status: 'CREATE_COMPLETE',
    statusReason: undefined,
    executionStatus: 'AVAILABLE',
    plan,
    changes,
    changesWithValues: () => stackChanges(now, true),
  };
}

function failed(statusReason: string, plan?: StackPlan): Outcome {
  const none = { changes: [], changesWithValues: () => [] };
  return { status: 'FAILED', statusReason, executionStatus: 'UNAVAILABLE', plan, ...none };
}

function allWrongProperties(state: CloudFormationState, plan: StackPlan): string | undefined {
  const wrong = Array.from(plan.resources, ([logicalId, { Type, Properties = {} }]) => {
    const type = state.resourceTypes.get(Type);
    return type && wrongProperties(logicalId, type, Properties);
  });
  return wrong.filter((one) => one !== undefined).join('\n') || undefined;
}

/** Whether an update has anything to do; a change of outputs or tags alone is enough. */
export function hasChanges(
  state: CloudFormationState,
  stack: Stack,
  plan: StackPlan,
  changes: readonly Change[],
): boolean {
  return changes.length > 0 || changesOutputs(state, stack, plan) || changesTags(stack, plan);
}

function changesOutputs(state: CloudFormationState, stack: Stack, plan: StackPlan): boolean {
  try {
    const outputs = resolveOutputs(plan, stackScope(state, plan, stack.resources));
    return !isSameValue(plainJson(outputs), plainJson(stack.outputs));
  } catch {
    return true;
  }
}

function changesTags(stack: Stack, plan: StackPlan): boolean {
  return !isSameValue(plainJson(stack.options.tags), plainJson(plan.options.tags));
}

function plainJson(value: unknown): JsonValue {
  return JSON.parse(JSON.stringify(value));
}
