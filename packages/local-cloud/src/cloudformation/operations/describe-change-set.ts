import type {
  DescribeChangeSetCommandInput,
  DescribeChangeSetCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { isTrue } from '../is-true.ts';
import { shownParameters } from '../parameters/parameter-values.ts';
import { requireChangeSet } from '../stacks/find-stack.ts';
import type { CloudFormationState } from '../state.ts';
import { unlessEmpty } from './describe-stacks.ts';
import { pageByToken } from './page-by-token.ts';

export function describeChangeSet(
  state: CloudFormationState,
  input: DescribeChangeSetCommandInput,
): Omit<DescribeChangeSetCommandOutput, '$metadata'> {
  const { stack, changeSet } = requireChangeSet(state, input.ChangeSetName, input.StackName);
  const changes = isTrue(input.IncludePropertyValues) ? changeSet.changesWithValues() : changeSet.changes;
  const { items, NextToken } = pageByToken(changes, input.NextToken);
  const { options } = changeSet;
  return {
    ChangeSetName: changeSet.name,
    ChangeSetId: changeSet.id,
    StackId: stack.id,
    StackName: stack.name,
    Description: changeSet.description,
    Parameters: unlessEmpty(shownParameters(changeSet.parameters)),
    CreationTime: changeSet.creationTime,
    ExecutionStatus: changeSet.executionStatus,
    Status: changeSet.status,
    StatusReason: changeSet.statusReason,
    NotificationARNs: [],
    RollbackConfiguration: {},
    Capabilities: [...options.capabilities] as DescribeChangeSetCommandOutput['Capabilities'],
    Tags: unlessEmpty([...options.tags]),
    Changes: items,
    NextToken,
    IncludeNestedStacks: false,
    OnStackFailure: changeSet.onStackFailure,
  };
}
