import type { ListChangeSetsCommandInput, ListChangeSetsCommandOutput } from '@aws-sdk/client-cloudformation';
import { requireStack } from '../stacks/find-stack.ts';
import type { CloudFormationState } from '../state.ts';
import { pageByToken } from './page-by-token.ts';

export function listChangeSets(
  state: CloudFormationState,
  input: ListChangeSetsCommandInput,
): Omit<ListChangeSetsCommandOutput, '$metadata'> {
  const stack = requireStack(state, input.StackName, (name) => `Stack [${name}] does not exist`);
  const all = [...stack.changeSets.values()].reverse();
  // The one that was executed last is listed until there is another.
  const live = all.filter(({ executionStatus }) => !executionStatus.startsWith('EXECUTE_'));
  const { items, NextToken } = pageByToken(live.length > 0 ? live : all, input.NextToken);
  const Summaries = items.map((changeSet) => ({
    StackId: stack.id,
    StackName: stack.name,
    ChangeSetId: changeSet.id,
    ChangeSetName: changeSet.name,
    ExecutionStatus: changeSet.executionStatus,
    Status: changeSet.status,
    StatusReason: changeSet.statusReason,
    CreationTime: changeSet.creationTime,
    Description: changeSet.description,
    IncludeNestedStacks: false,
  }));
  return { Summaries, NextToken };
}
