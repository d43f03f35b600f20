import type { ExecuteChangeSetCommandInput, OnFailure } from '@aws-sdk/client-cloudformation';
import { ServiceError } from '../../aws/service-error.ts';
import { isTrue } from '../is-true.ts';
import { checkUpdatable } from '../stacks/check-updatable.ts';
import { requireChangeSet } from '../stacks/find-stack.ts';
import { refuseInputs } from '../stacks/stack-options.ts';
import { startCreate, startUpdate } from '../stacks/start-stack.ts';
import type { ChangeSet, CloudFormationState, Stack } from '../state.ts';

/** Executes a change set in the background. The stack's other change sets are deleted, because they no longer fit. */
export function executeChangeSet(state: CloudFormationState, input: ExecuteChangeSetCommandInput): object {
  refuseInputs(input, ['RetainExceptOnCreate']);
  const { stack, changeSet } = requireChangeSet(state, input.ChangeSetName, input.StackName);
  const { plan, onStackFailure } = changeSet;
  if (changeSet.executionStatus !== 'AVAILABLE' || !plan) {
    const status = changeSet.status === 'FAILED' ? 'FAILED' : changeSet.executionStatus;
    throw new ServiceError(
      'InvalidChangeSetStatus',
      `ChangeSet [${changeSet.id}] cannot be executed in its current status of [${status}]`,
    );
  }
  const disableRollback = isTrue(input.DisableRollback) || onStackFailure === 'DO_NOTHING';
  const chosen = { ...plan, options: { ...plan.options, disableRollback } };
  const token = input.ClientRequestToken;
  const whenDone = () => settle(stack, changeSet);
  if (changeSet.type === 'UPDATE') checkUpdatable(stack);
  changeSet.executionStatus = 'EXECUTE_IN_PROGRESS';
  for (const id of [...stack.changeSets.keys()]) if (id !== changeSet.id) stack.changeSets.delete(id);
  stack.changeSetId = changeSet.id;
  if (changeSet.type === 'UPDATE') startUpdate(state, stack, chosen, token, whenDone);
  else {
    const onFailure: OnFailure = disableRollback ? 'DO_NOTHING' : (onStackFailure ?? 'ROLLBACK');
    // Of a stack made by CreateStack it is absent.
    stack.lastUpdatedTime = new Date();
    startCreate(state, stack, chosen, { onFailure, token }, whenDone);
  }
  return {};
}

function settle(stack: Stack, changeSet: ChangeSet): void {
  const succeeded = stack.status === 'CREATE_COMPLETE' || stack.status === 'UPDATE_COMPLETE';
  changeSet.executionStatus = succeeded ? 'EXECUTE_COMPLETE' : 'EXECUTE_FAILED';
}
