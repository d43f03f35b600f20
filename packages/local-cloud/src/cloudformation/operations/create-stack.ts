import type {
  CreateStackCommandInput,
  CreateStackCommandOutput,
  OnFailure,
} from '@aws-sdk/client-cloudformation';
import type { CallContext } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { validationError } from '../errors.ts';
import { isTrue } from '../is-true.ts';
import { checkAutoExpand, checkCapabilities } from '../stacks/check-capabilities.ts';
import { checkStackName, liveStacks } from '../stacks/find-stack.ts';
import { makePlan } from '../stacks/make-plan.ts';
import { readSource } from '../stacks/read-source.ts';
import { requireDeploymentAccess } from '../stacks/stack-access.ts';
import { refuseInputs, stackOptions } from '../stacks/stack-options.ts';
import { startCreate } from '../stacks/start-stack.ts';
import { type CloudFormationState, newStack } from '../state.ts';

export const unofferedInputs = [
  'DeploymentConfig',
  'DisableValidation',
  'NotificationARNs',
  'ResourceTypes',
  'RetainExceptOnCreate',
  'StackPolicyBody',
  'StackPolicyURL',
];

export function createStack(
  state: CloudFormationState,
  input: CreateStackCommandInput,
  context?: CallContext,
): Omit<CreateStackCommandOutput, '$metadata'> {
  const name = checkStackName(input.StackName);
  refuseInputs(input, unofferedInputs);
  const onFailure = onFailureOf(input);
  const options = stackOptions({ ...input, DisableRollback: onFailure === 'DO_NOTHING' });
  const existing = liveStacks(state).find((stack) => stack.name === name);
  if (existing && existing.status !== 'REVIEW_IN_PROGRESS') {
    throw new ServiceError('AlreadyExistsException', `Stack [${name}] already exists`);
  }
  const stack = existing ?? newStack(state.account, name, options);
  const source = readSource(state, input, stack);
  requireDeploymentAccess(state, context, 'CreateStack', source, input.RoleARN);
  checkAutoExpand(source, options.capabilities);
  const plan = makePlan(state, source, options);
  checkCapabilities(plan.template, options.capabilities);
  state.stacks.set(stack.id, stack);
  for (const changeSet of stack.changeSets.values()) {
    if (changeSet.executionStatus === 'AVAILABLE') changeSet.executionStatus = 'OBSOLETE';
  }
  startCreate(state, stack, plan, { onFailure, token: input.ClientRequestToken });
  return { StackId: stack.id };
}

function onFailureOf({ OnFailure: onFailure, DisableRollback }: CreateStackCommandInput): OnFailure {
  if (onFailure === undefined) return isTrue(DisableRollback) ? 'DO_NOTHING' : 'ROLLBACK';
  if (DisableRollback !== undefined) {
    throw validationError('You can specify either DisableRollback or OnFailure, but not both.');
  }
  if (['DO_NOTHING', 'ROLLBACK', 'DELETE'].includes(onFailure)) return onFailure;
  throw validationError(
    `1 validation error detected: Value '${onFailure}' at 'onFailure' failed to satisfy constraint: Member must satisfy enum value set: [DELETE, DO_NOTHING, ROLLBACK]`,
  );
}
