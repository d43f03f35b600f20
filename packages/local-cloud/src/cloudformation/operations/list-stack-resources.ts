import type {
  ListStackResourcesCommandInput,
  ListStackResourcesCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { requireStack } from '../stacks/find-stack.ts';
import type { CloudFormationState } from '../state.ts';
import { resourceSummary } from './describe-resource.ts';
import { page } from './page.ts';

export function listStackResources(
  state: CloudFormationState,
  input: ListStackResourcesCommandInput,
): Omit<ListStackResourcesCommandOutput, '$metadata'> {
  const stack = requireStack(state, input.StackName);
  const { items, NextToken } = page([...stack.resources.values()], input.NextToken);
  return { StackResourceSummaries: items.map((resource) => resourceSummary(stack, resource)), NextToken };
}
