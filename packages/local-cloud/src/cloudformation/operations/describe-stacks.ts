import type {
  DescribeStacksCommandInput,
  DescribeStacksCommandOutput,
  Stack as StackDescription,
} from '@aws-sdk/client-cloudformation';
import { shownParameters } from '../parameters/parameter-values.ts';
import { liveStacks, requireStack } from '../stacks/find-stack.ts';
import type { CloudFormationState, Stack, StackOutput } from '../state.ts';
import { pageByToken } from './page-by-token.ts';

export function describeStacks(
  state: CloudFormationState,
  input: DescribeStacksCommandInput,
): Omit<DescribeStacksCommandOutput, '$metadata'> {
  if (input.StackName) return { Stacks: [describeStack(requireStack(state, input.StackName))] };
  const { items, NextToken } = pageByToken(liveStacks(state).reverse(), input.NextToken);
  return { Stacks: items.map(describeStack), NextToken };
}

const noneYet = { tags: [], capabilities: [] };

/** AWS leaves out lists that are empty, except that of the tags. */
function describeStack(stack: Stack): StackDescription {
  const { options, plan } = stack;
  const isDeleted = stack.status === 'DELETE_COMPLETE';
  // Of its first change set, until that is executed.
  const { tags, capabilities } = stack.status === 'REVIEW_IN_PROGRESS' ? noneYet : options;
  return {
    StackId: stack.id,
    StackName: stack.name,
    ChangeSetId: isDeleted ? undefined : stack.changeSetId,
    Description: plan?.template.Description,
    Parameters: unlessEmpty(shownParameters(plan?.parameters ?? [])),
    CreationTime: stack.creationTime,
    LastUpdatedTime: stack.lastUpdatedTime,
    DeletionTime: stack.deletionTime,
    RollbackConfiguration: {},
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DisableRollback: options.disableRollback,
    NotificationARNs: [],
    TimeoutInMinutes: options.timeoutInMinutes,
    Capabilities: unlessEmpty([...capabilities] as StackDescription['Capabilities']),
    Outputs: unlessEmpty(stack.outputs.map(describeOutput)),
    RoleARN: options.roleArn,
    ParentId: stack.parentId,
    RootId: stack.rootId,
    Tags: [...tags],
    EnableTerminationProtection: isDeleted ? undefined : options.terminationProtection,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

export function unlessEmpty<Item>(list: Item[] | undefined): Item[] | undefined {
  return list && list.length > 0 ? list : undefined;
}

function describeOutput({ key, value, description, exportName }: StackOutput) {
  return { OutputKey: key, OutputValue: value, Description: description, ExportName: exportName };
}
