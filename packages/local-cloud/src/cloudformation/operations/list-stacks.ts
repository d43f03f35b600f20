import type { ListStacksCommandInput, ListStacksCommandOutput } from '@aws-sdk/client-cloudformation';
import { listOf } from '../stacks/stack-options.ts';
import type { CloudFormationState } from '../state.ts';
import { pageByToken } from './page-by-token.ts';

/** Includes deleted stacks. */
export function listStacks(
  state: CloudFormationState,
  input: ListStacksCommandInput,
): Omit<ListStacksCommandOutput, '$metadata'> {
  const wanted = listOf(input.StackStatusFilter);
  const stacks = [...state.stacks.values()].filter(
    ({ status }) => wanted.length === 0 || wanted.includes(status),
  );
  const { items, NextToken } = pageByToken(stacks.reverse(), input.NextToken);
  const StackSummaries = items.map((stack) => ({
    StackId: stack.id,
    StackName: stack.name,
    TemplateDescription: stack.plan?.template.Description,
    CreationTime: stack.creationTime,
    LastUpdatedTime: stack.lastUpdatedTime,
    DeletionTime: stack.deletionTime,
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    ParentId: stack.parentId,
    RootId: stack.rootId,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' as const },
  }));
  return { StackSummaries, NextToken };
}
