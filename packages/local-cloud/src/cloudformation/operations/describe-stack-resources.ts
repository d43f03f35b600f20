import type {
  DescribeStackResourceCommandInput,
  DescribeStackResourceCommandOutput,
  DescribeStackResourcesCommandInput,
  DescribeStackResourcesCommandOutput,
  ListStackResourcesCommandInput,
  ListStackResourcesCommandOutput,
  StackResourceDetail,
  StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { validationError } from '../errors.ts';
import { liveStacks, requireStack } from '../stacks/find-stack.ts';
import type { CloudFormationState, Stack, StackResource } from '../state.ts';
import { pageByToken } from './page-by-token.ts';

/** At most 100 resources, as on AWS. */
export function describeStackResources(
  state: CloudFormationState,
  { StackName, LogicalResourceId, PhysicalResourceId }: DescribeStackResourcesCommandInput,
): Omit<DescribeStackResourcesCommandOutput, '$metadata'> {
  const stack = PhysicalResourceId
    ? stackOfResource(state, PhysicalResourceId)
    : requireStack(state, StackName);
  const resources = [...stack.resources.values()].filter(
    ({ logicalId }) => !LogicalResourceId || logicalId === LogicalResourceId,
  );
  return { StackResources: resources.slice(0, 100).map((resource) => describeResource(stack, resource)) };
}

function stackOfResource(state: CloudFormationState, physicalId: string): Stack {
  const stack = liveStacks(state).find(({ resources }) =>
    [...resources.values()].some(({ physical }) => physical?.physicalId === physicalId),
  );
  if (!stack) throw validationError(`Stack for ${physicalId} does not exist`);
  return stack;
}

export function describeStackResource(
  state: CloudFormationState,
  input: DescribeStackResourceCommandInput,
): Omit<DescribeStackResourceCommandOutput, '$metadata'> {
  const stack = requireStack(state, input.StackName, (name) => `Stack '${name}' does not exist`);
  const resource = stack.resources.get(input.LogicalResourceId ?? '');
  if (resource) return { StackResourceDetail: resourceDetail(stack, resource) };
  throw validationError(`Resource ${input.LogicalResourceId} does not exist for stack ${stack.name}`);
}

export function listStackResources(
  state: CloudFormationState,
  input: ListStackResourcesCommandInput,
): Omit<ListStackResourcesCommandOutput, '$metadata'> {
  const stack = requireStack(state, input.StackName);
  const { items, NextToken } = pageByToken([...stack.resources.values()], input.NextToken);
  return { StackResourceSummaries: items.map((resource) => resourceSummary(stack, resource)), NextToken };
}

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

function resourceDetail(stack: Stack, resource: StackResource): StackResourceDetail {
  const { Timestamp, ...rest } = describeResource(stack, resource);
  const metadata = resource.definition.Metadata;
  return { ...rest, LastUpdatedTimestamp: Timestamp, Metadata: metadata && JSON.stringify(metadata) };
}

function resourceSummary(stack: Stack, resource: StackResource): StackResourceSummary {
  const { Timestamp, StackId: _id, StackName: _name, ...rest } = describeResource(stack, resource);
  return { ...rest, LastUpdatedTimestamp: Timestamp };
}
