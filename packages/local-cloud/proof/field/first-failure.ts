import { CloudFormationClient, DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import type { CloudUnderTest } from '../../test/cloud-under-test.ts';

/** Why the stack's first resource failed. */
export async function firstFailure(cloud: CloudUnderTest, StackName: string): Promise<string | undefined> {
  const describe = new DescribeStackEventsCommand({ StackName });
  const { StackEvents = [] } = await cloud.client(CloudFormationClient).send(describe);
  const failures = StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('_FAILED'));
  const first = failures.findLast(
    ({ ResourceStatusReason = '' }) => !ResourceStatusReason.includes('cancelled'),
  );
  return first && `${first.LogicalResourceId} (${first.ResourceType}): ${first.ResourceStatusReason}`;
}
