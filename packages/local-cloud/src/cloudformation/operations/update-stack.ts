import type { UpdateStackCommandInput, UpdateStackCommandOutput } from '@aws-sdk/client-cloudformation';
import type { CallContext } from '../../aws/service.ts';
import { validationError } from '../errors.ts';
import { checkAutoExpand, checkCapabilities } from '../stacks/check-capabilities.ts';
import { checkUpdatable, refusedChanges } from '../stacks/check-updatable.ts';
import { requireStack } from '../stacks/find-stack.ts';
import { makePlan } from '../stacks/make-plan.ts';
import { hasChanges } from '../stacks/plan-changes.ts';
import { readSource } from '../stacks/read-source.ts';
import { requireDeploymentAccess } from '../stacks/stack-access.ts';
import { stackChanges } from '../stacks/stack-changes.ts';
import { refuseInputs, stackOptions } from '../stacks/stack-options.ts';
import { startUpdate } from '../stacks/start-stack.ts';
import type { CloudFormationState } from '../state.ts';
import { unofferedInputs } from './create-stack.ts';

export function updateStack(
  state: CloudFormationState,
  input: UpdateStackCommandInput,
  context?: CallContext,
): Omit<UpdateStackCommandOutput, '$metadata'> {
  refuseInputs(input, [...unofferedInputs, 'StackPolicyDuringUpdateBody', 'StackPolicyDuringUpdateURL']);
  const stack = requireStack(state, input.StackName, (name) => `Stack [${name}] does not exist`);
  checkUpdatable(stack);
  const options = stackOptions(input, stack.options);
  const source = readSource(state, input, stack);
  requireDeploymentAccess(state, context, 'UpdateStack', source, input.RoleARN);
  checkAutoExpand(source, options.capabilities);
  const plan = makePlan(state, source, options);
  checkCapabilities(plan.template, options.capabilities);
  const wrong = refusedChanges(state, stack, plan);
  if (wrong !== undefined) throw validationError(wrong);
  // What a transform makes may differ each time, so AWS updates such a stack for the same template too.
  const isTransformed = source.transforms.length > 0;
  if (!isTransformed && !hasChanges(state, stack, plan, stackChanges({ state, stack, plan }))) {
    throw validationError('No updates are to be performed.');
  }
  for (const changeSet of stack.changeSets.values()) {
    if (changeSet.executionStatus === 'AVAILABLE') changeSet.executionStatus = 'OBSOLETE';
  }
  startUpdate(state, stack, plan, input.ClientRequestToken);
  return { StackId: stack.id };
}
