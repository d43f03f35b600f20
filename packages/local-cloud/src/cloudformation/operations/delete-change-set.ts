import type { DeleteChangeSetCommandInput } from '@aws-sdk/client-cloudformation';
import { ServiceError } from '../../aws/service-error.ts';
import { findChangeSet } from '../stacks/find-stack.ts';
import type { CloudFormationState } from '../state.ts';

/** Succeeds for a change set that does not exist. */
export function deleteChangeSet(state: CloudFormationState, input: DeleteChangeSetCommandInput): object {
  const found = findChangeSet(state, input.ChangeSetName, input.StackName);
  if (!found) return {};
  const { stack, changeSet } = found;
  if (changeSet.executionStatus === 'EXECUTE_IN_PROGRESS') {
    throw new ServiceError(
      'InvalidChangeSetStatus',
      `ChangeSet [${changeSet.id}] cannot be deleted in status ${changeSet.executionStatus}`,
    );
  }
  stack.changeSets.delete(changeSet.id);
  return {};
}
