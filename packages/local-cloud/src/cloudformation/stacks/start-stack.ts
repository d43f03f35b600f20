import type { OnFailure } from '@aws-sdk/client-cloudformation';
import { newWork } from '../intrinsics/work.ts';
import type { CloudFormationState, Stack, StackPlan } from '../state.ts';
import { runCreate } from './run-create.ts';
import { type DeleteOptions, runDelete } from './run-delete.ts';
import { runUpdate } from './run-update.ts';
import { setStackStatus } from './stack-events.ts';
import { startOperation } from './stack-operation.ts';

/** Starts to create a planned stack in the background; its status is `CREATE_IN_PROGRESS` when this returns. */
export function startCreate(
  state: CloudFormationState,
  stack: Stack,
  plan: StackPlan,
  { onFailure, token }: { onFailure: OnFailure; token: string | undefined },
  whenDone: () => void = () => {},
): void {
  stack.plan = plan;
  stack.options = plan.options;
  startOperation(state, stack, token, async (operation) => {
    setStackStatus(stack, 'CREATE_IN_PROGRESS', 'User Initiated');
    await runCreate({ state, stack, plan, operation, imports: new Set(), work: newWork() }, onFailure);
    whenDone();
  });
}

export function startUpdate(
  state: CloudFormationState,
  stack: Stack,
  plan: StackPlan,
  token: string | undefined,
  whenDone: () => void = () => {},
): void {
  startOperation(state, stack, token, async (operation) => {
    stack.lastUpdatedTime = new Date();
    setStackStatus(stack, 'UPDATE_IN_PROGRESS', 'User Initiated');
    const before = new Map(stack.resources);
    await runUpdate({
      state,
      stack,
      plan,
      operation,
      imports: new Set(),
      work: newWork(),
      before,
      changedInPlace: new Set(),
      superseded: [],
    });
    whenDone();
  });
}

/** Starts to delete a stack; its creation is stopped first where it is under way. */
export function startDelete(
  state: CloudFormationState,
  stack: Stack,
  options: DeleteOptions,
  token: string | undefined,
): void {
  const before = stack.operation;
  // An executed change set can be described by its ARN as long as the stack can.
  for (const [id, { executionStatus }] of stack.changeSets) {
    if (!executionStatus.startsWith('EXECUTE_')) stack.changeSets.delete(id);
  }
  stopCreation(state, stack);
  startOperation(state, stack, token, async (operation) => {
    setStackStatus(stack, 'DELETE_IN_PROGRESS', 'User Initiated');
    await before?.finished;
    await runDelete({ state, stack, operation }, options);
  });
}

function stopCreation(state: CloudFormationState, { id, operation }: Stack): void {
  if (!operation) return;
  operation.stopped = 'deleted';
  for (const stack of state.stacks.values()) if (stack.parentId === id) stopCreation(state, stack);
}
