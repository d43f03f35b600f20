import type {
  DescribeStackEventsCommandInput,
  DescribeStackEventsCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { requireStack } from '../stacks/find-stack.ts';
import type { CloudFormationState } from '../state.ts';
import { newestFirst } from './page.ts';

export function describeStackEvents(
  state: CloudFormationState,
  input: DescribeStackEventsCommandInput,
): Omit<DescribeStackEventsCommandOutput, '$metadata'> {
  const stack = requireStack(state, input.StackName, (name) => `Stack [${name}] does not exist`);
  const { items, NextToken } = newestFirst(stack.events, input.NextToken);
  const StackEvents = items.map((event) => ({
    StackId: stack.id,
    EventId: event.id,
    StackName: stack.name,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: event.timestamp,
    ResourceStatus: event.status,
    ResourceStatusReason: event.statusReason,
    ResourceProperties: event.properties && JSON.stringify(event.properties),
    ClientRequestToken: event.clientRequestToken,
  }));
  return { StackEvents, NextToken };
}
