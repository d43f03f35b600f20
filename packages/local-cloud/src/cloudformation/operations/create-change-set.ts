import { randomUUID } from 'node:crypto';
import type {
  ChangeSetType,
  CreateChangeSetCommandInput,
  CreateChangeSetCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { regionalArn } from '../../account.ts';
import type { CallContext } from '../../aws/service.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { validationError } from '../errors.ts';
import { checkUpdatable } from '../stacks/check-updatable.ts';
import { checkStackName, findStack, requireStack } from '../stacks/find-stack.ts';
import { planChanges } from '../stacks/plan-changes.ts';
import { readSource } from '../stacks/read-source.ts';
import { requireDeploymentAccess } from '../stacks/stack-access.ts';
import { setStackStatus } from '../stacks/stack-events.ts';
import { refuseInputs, stackOptions } from '../stacks/stack-options.ts';
import {
  type ChangeSet,
  type CloudFormationState,
  newStack,
  type Stack,
  type StackOptions,
  type StackPlan,
} from '../state.ts';
import { unofferedInputs } from './create-stack.ts';

export function createChangeSet(
  state: CloudFormationState,
  input: CreateChangeSetCommandInput,
  context?: CallContext,
): Omit<CreateChangeSetCommandOutput, '$metadata'> {
  const name = checkChangeSetName(input.ChangeSetName);
  refuseInputs(input, [...unofferedInputs, 'ResourcesToImport', 'DeploymentMode']);
  const type = changeSetType(input.ChangeSetType);
  const stack = type === 'CREATE' ? stackToCreate(state, name, input) : stackToUpdate(state, input);
  const sameName = [...stack.changeSets.values()].find((other) => other.name === name);
  if (sameName && isPending(sameName)) {
    throw new ServiceError('AlreadyExistsException', `ChangeSet ${name} already exists`);
  }
  const options = stackOptions(
    { ...input, DisableRollback: input.OnStackFailure === 'DO_NOTHING' },
    stack.options,
  );
  const source = readSource(state, input, stack);
  requireDeploymentAccess(state, context, 'CreateChangeSet', source, input.RoleARN);
  const outcome = planChanges(state, stack, source, options);
  if (outcome.plan && hasNestedStack(outcome.plan)) refuseInputs(input, ['IncludeNestedStacks']);
  const changeSet: ChangeSet = {
    id: regionalArn(state.account, 'cloudformation', `changeSet/${name}/${randomUUID()}`),
    name,
    type,
    description: input.Description,
    creationTime: new Date(),
    text: source.text,
    parameters: source.parameters,
    options,
    onStackFailure: input.OnStackFailure,
    ...outcome,
  };
  keepStack(state, stack, options);
  // The AWS CLI names change sets by the second, and two deployments fit into one second here.
  if (sameName) stack.changeSets.delete(sameName.id);
  stack.changeSets.set(changeSet.id, changeSet);
  return { Id: changeSet.id, StackId: stack.id };
}

function hasNestedStack({ resources }: StackPlan): boolean {
  return [...resources.values()].some(({ Type }) => Type === 'AWS::CloudFormation::Stack');
}

function isPending({ executionStatus }: ChangeSet): boolean {
  return executionStatus === 'AVAILABLE' || executionStatus === 'EXECUTE_IN_PROGRESS';
}

function checkChangeSetName(name = ''): string {
  if (/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name)) return name;
  throw validationError(
    `1 validation error detected: Value '${name.slice(0, 200)}' at 'changeSetName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
  );
}

function changeSetType(type: ChangeSetType = 'UPDATE'): ChangeSetType {
  if (type === 'CREATE' || type === 'UPDATE') return type;
  throw validationError(`ChangeSetType ${type} is not offered by this embedded cloud.`);
}

function stackToCreate(
  state: CloudFormationState,
  changeSetName: string,
  input: CreateChangeSetCommandInput,
): Stack {
  const existing = findStack(state, input.StackName ?? '');
  if (existing?.status === 'REVIEW_IN_PROGRESS') return existing;
  if (existing) {
    throw validationError(
      `Stack [${existing.name}] already exists and cannot be created again with the changeSet [${changeSetName}].`,
    );
  }
  return newStack(state.account, checkStackName(input.StackName), stackOptions(input));
}

function stackToUpdate(state: CloudFormationState, { StackName }: CreateChangeSetCommandInput): Stack {
  const stack = requireStack(state, StackName, (name) => `Stack [${name}] does not exist`);
  checkUpdatable(stack);
  return stack;
}

function keepStack(state: CloudFormationState, stack: Stack, options: StackOptions): void {
  if (state.stacks.has(stack.id)) return;
  stack.options = options;
  state.stacks.set(stack.id, stack);
  setStackStatus(stack, 'REVIEW_IN_PROGRESS', 'User Initiated');
}
