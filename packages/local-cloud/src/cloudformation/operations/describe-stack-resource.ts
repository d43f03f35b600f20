import type {
  DescribeStackResourceCommandInput,
  DescribeStackResourceCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { validationError } from '../parsing/template-error.ts';
import { requireStack } from '../stacks/find-stack.ts';
import type { CloudFormationState } from '../state.ts';
import { resourceDetail } from './describe-resource.ts';

export function describeStackResource(
  state: CloudFormationState,
  input: DescribeStackResourceCommandInput,
): Omit<DescribeStackResourceCommandOutput, '$metadata'> {
  const stack = requireStack(state, input.StackName, (name) => `Stack '${name}' does not exist`);
  const resource = stack.resources.get(input.LogicalResourceId ?? '');
  if (resource) return { StackResourceDetail: resourceDetail(stack, resource) };
  throw validationError(`Resource ${input.LogicalResourceId} does not exist for stack ${stack.name}`);
}
