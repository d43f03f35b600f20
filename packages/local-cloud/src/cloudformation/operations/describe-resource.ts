import type { StackResourceDetail, StackResourceSummary } from '@aws-sdk/client-cloudformation';
import type { Stack, StackResource } from '../stacks/stack.ts';

const notChecked = { StackResourceDriftStatus: 'NOT_CHECKED' } as const;

export function describeResource(stack: Stack, resource: StackResource) {
  return {
    StackName: stack.name,
    StackId: stack.id,
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: resource.physical?.physicalId,
    ResourceType: resource.type,
    Timestamp: resource.timestamp,
    ResourceStatus: resource.status,
    ResourceStatusReason: resource.statusReason,
    DriftInformation: notChecked,
  };
}

export function resourceDetail(stack: Stack, resource: StackResource): StackResourceDetail {
  const { Timestamp, ...rest } = describeResource(stack, resource);
  const metadata = resource.definition.Metadata;
  return { ...rest, LastUpdatedTimestamp: Timestamp, Metadata: metadata && JSON.stringify(metadata) };
}

export function resourceSummary(stack: Stack, resource: StackResource): StackResourceSummary {
  const { Timestamp, StackId: _id, StackName: _name, ...rest } = describeResource(stack, resource);
  return { ...rest, LastUpdatedTimestamp: Timestamp };
}
