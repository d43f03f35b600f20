import type { DeleteStackCommandInput } from '@aws-sdk/client-cloudformation';
import { validationError } from '../errors.ts';
import { findStack, requiredStackName } from '../stacks/find-stack.ts';
import { listOf, refuseInputs } from '../stacks/stack-options.ts';
import { checkExports } from '../stacks/stack-outputs.ts';
import { startDelete } from '../stacks/start-stack.ts';
import type { CloudFormationState, Stack } from '../state.ts';

/** States in which a stack can be neither deleted nor stopped. */
const busy = /^UPDATE_.*IN_PROGRESS$/;

/** Deletes in the background. Succeeds for a stack that does not exist. */
export function deleteStack(state: CloudFormationState, input: DeleteStackCommandInput): undefined {
  refuseInputs(input, ['DeploymentConfig']);
  const stack = findStack(state, requiredStackName(input.StackName));
  if (!stack || stack.status === 'DELETE_COMPLETE' || stack.status === 'DELETE_IN_PROGRESS') return;
  const retain = listOf(input.RetainResources);
  checkDeletable(stack, retain);
  checkExports(state, stack, []);
  const isForced = input.DeletionMode === 'FORCE_DELETE_STACK';
  startDelete(state, stack, { retain, isForced }, input.ClientRequestToken);
}

function checkDeletable({ id, name, status, options, resources }: Stack, retain: readonly string[]): void {
  if (options.terminationProtection) {
    throw validationError(`Stack [${name}] cannot be deleted while TerminationProtection is enabled`);
  }
  if (busy.test(status)) {
    throw validationError(`Stack [${id}] cannot be deleted while in status ${status}`);
  }
  if (retain.length > 0 && status !== 'DELETE_FAILED') {
    throw validationError(
      `Invalid operation on stack [${id}]. Specify RetainResources only when the stack is in DELETE_FAILED state.`,
    );
  }
  const unknown = retain.find((logicalId) => !resources.has(logicalId));
  if (unknown !== undefined) throw validationError(`Resource ${unknown} does not exist for stack ${name}`);
}
