import type { Change } from '@aws-sdk/client-cloudformation';
import type { CloudFormationState } from '../state.ts';
import type { JsonValue } from '../template.ts';
import type { StackPlan } from './plan.ts';
import { resolveOutputs } from './resolve-outputs.ts';
import { isSameValue } from './same-value.ts';
import type { Stack } from './stack.ts';
import { stackScope } from './stack-scope.ts';

/** Is there anything for an update to do, be it to outputs and tags only? */
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
