import {
  type CloudFormationClient,
  DescribeStackEventsCommand,
  paginateDescribeStackEvents,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { isMissing } from './describe-stack.ts';

export interface ResourceEvent {
  id: string;
  logicalId: string;
  type: string;
  status: string;
  reason?: string;
}

/** The id of the newest event of a stack: what comes after it belongs to the change that is about to start. */
export async function newestEvent(
  cloudFormation: CloudFormationClient,
  stackId: string,
): Promise<string | undefined> {
  const page = await cloudFormation.send(new DescribeStackEventsCommand({ StackName: stackId }));
  return page.StackEvents?.[0]?.EventId;
}

/** The events of a stack since the one with id `after`, oldest first; all of them when `after` is undefined. */
export async function eventsAfter(
  cloudFormation: CloudFormationClient,
  stackId: string,
  after: string | undefined,
): Promise<ResourceEvent[]> {
  const newestFirst: ResourceEvent[] = [];
  try {
    for await (const page of paginateDescribeStackEvents(
      { client: cloudFormation },
      { StackName: stackId },
    )) {
      for (const event of page.StackEvents ?? []) {
        if (event.EventId === after) return newestFirst.reverse();
        newestFirst.push(resourceEvent(event));
      }
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return newestFirst.reverse();
}

/** The failure that caused the others: what CloudFormation only gave up because of it does not count. */
export function firstFailure(events: readonly ResourceEvent[]): ResourceEvent | undefined {
  const failures = events.filter(({ status }) => status.endsWith('_FAILED'));
  return failures.find(({ reason }) => !reason || !/^Resource (creation|update) cancelled/i.test(reason));
}

function resourceEvent(event: StackEvent): ResourceEvent {
  return {
    id: event.EventId ?? '',
    logicalId: event.LogicalResourceId ?? '',
    type: event.ResourceType ?? '',
    status: event.ResourceStatus ?? '',
    ...(event.ResourceStatusReason && { reason: event.ResourceStatusReason }),
  };
}
