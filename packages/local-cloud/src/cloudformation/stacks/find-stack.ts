import { ServiceError } from '../../aws/service-error.ts';
import { validationError } from '../errors.ts';
import type { ChangeSet, CloudFormationState, Stack, StackOutput } from '../state.ts';

/** The stack of this name or id. A deleted stack is found by its id only. */
export function findStack(state: CloudFormationState, nameOrId: string): Stack | undefined {
  const byId = state.stacks.get(nameOrId);
  if (byId) return byId;
  return liveStacks(state).find(({ name }) => name === nameOrId);
}

export function liveStacks(state: CloudFormationState): Stack[] {
  return [...state.stacks.values()].filter(({ status }) => status !== 'DELETE_COMPLETE');
}

/** The stack that exports this name, and the output that does. */
export function findExport(
  state: CloudFormationState,
  name: string,
): { stack: Stack; output: StackOutput } | undefined {
  for (const stack of liveStacks(state)) {
    const output = stack.outputs.find(({ exportName }) => exportName === name);
    if (output) return { stack, output };
  }
  return undefined;
}

/** Throws AWS's error, whose wording depends on the operation. */
export function requireStack(
  state: CloudFormationState,
  nameOrId: string | undefined,
  missing: (name: string) => string = (name) => `Stack with id ${name} does not exist`,
): Stack {
  const name = requiredStackName(nameOrId);
  const stack = findStack(state, name);
  if (!stack) throw validationError(missing(name));
  return stack;
}

export function requiredStackName(name: string | undefined): string {
  if (name) return name;
  throw validationError(
    "1 validation error detected: Value null at 'stackName' failed to satisfy constraint: Member must not be null",
  );
}

export function checkStackName(given: string | undefined): string {
  const name = requiredStackName(given);
  if (name.length > 128) {
    throw validationError(
      `1 validation error detected: Value '${name.slice(0, 200)}' at 'stackName' failed to satisfy constraint: Member must have length less than or equal to 128`,
    );
  }
  if (!/^[a-zA-Z][-a-zA-Z0-9]*$/.test(name)) {
    throw validationError(
      `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  }
  return name;
}

export interface FoundChangeSet {
  readonly stack: Stack;
  readonly changeSet: ChangeSet;
}

/** The change set of this ARN, or of this name in the named stack; throws `ChangeSetNotFound`. */
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
