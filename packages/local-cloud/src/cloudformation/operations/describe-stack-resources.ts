import type {
  DescribeStackResourcesCommandInput,
  DescribeStackResourcesCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { validationError } from '../parsing/template-error.ts';
import { liveStacks, requireStack } from '../stacks/find-stack.ts';
import type { Stack } from '../stacks/stack.ts';
import type { CloudFormationState } from '../state.ts';
import { describeResource } from './describe-resource.ts';

/** At most 100, as AWS gives. */
export function describeStackResources(
  state: CloudFormationState,
  { StackName, LogicalResourceId, PhysicalResourceId }: DescribeStackResourcesCommandInput,
): Omit<DescribeStackResourcesCommandOutput, '$metadata'> {
  const stack = PhysicalResourceId
    ? stackOfResource(state, PhysicalResourceId)
    : requireStack(state, StackName);
  const resources = [...stack.resources.values()].filter(
    ({ logicalId }) => !LogicalResourceId || logicalId === LogicalResourceId,
  );
  return { StackResources: resources.slice(0, 100).map((resource) => describeResource(stack, resource)) };
}

function stackOfResource(state: CloudFormationState, physicalId: string): Stack {
  const stack = liveStacks(state).find(({ resources }) =>
    [...resources.values()].some(({ physical }) => physical?.physicalId === physicalId),
  );
  if (!stack) throw validationError(`Stack for ${physicalId} does not exist`);
  return stack;
}
