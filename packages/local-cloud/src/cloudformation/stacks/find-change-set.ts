import { ServiceError } from '../../aws/service-error.ts';
import { validationError } from '../parsing/template-error.ts';
import type { CloudFormationState } from '../state.ts';
import type { ChangeSet } from './change-set.ts';
import { requireStack } from './find-stack.ts';
import type { Stack } from './stack.ts';

export interface FoundChangeSet {
  readonly stack: Stack;
  readonly changeSet: ChangeSet;
}

/** The change set of this ARN, or of this name on the stack that is named; throws `ChangeSetNotFound`. */
export function requireChangeSet(
  state: CloudFormationState,
  nameOrArn: string | undefined,
  stackName: string | undefined,
): FoundChangeSet {
  const found = findChangeSet(state, nameOrArn, stackName);
  if (found) return found;
  throw new ServiceError('ChangeSetNotFound', `ChangeSet [${nameOrArn}] does not exist`, 404);
}

export function findChangeSet(
  state: CloudFormationState,
  nameOrArn = '',
  stackName: string | undefined,
): FoundChangeSet | undefined {
  if (nameOrArn.startsWith('arn:')) {
    for (const stack of state.stacks.values()) {
      const changeSet = stack.changeSets.get(nameOrArn);
      if (changeSet) return { stack, changeSet };
    }
    return undefined;
  }
  if (!stackName) {
    throw validationError('StackName must be specified if ChangeSetName is not specified as an ARN.');
  }
  const stack = requireStack(state, stackName, (name) => `Stack [${name}] does not exist`);
  const changeSet = [...stack.changeSets.values()].find(({ name }) => name === nameOrArn);
  return changeSet && { stack, changeSet };
}
