import type {
  DescribeStackEventsCommandInput,
  DescribeStackEventsCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { requireStack } from '../stacks/find-stack.ts';
import type { CloudFormationState, Stack } from '../state.ts';
import { newestFirstPage } from './page-by-token.ts';

export function describeStackEvents(
  state: CloudFormationState,
  input: DescribeStackEventsCommandInput,
): Omit<DescribeStackEventsCommandOutput, '$metadata'> {
  const stack = requireStack(state, input.StackName, (name) => `Stack [${name}] does not exist`);
  const { items, NextToken } = newestFirstPage(stack.events, input.NextToken);
  const secrets = secretsOf(stack);
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
    ResourceProperties: event.properties && withoutSecrets(event.properties, secrets),
    ClientRequestToken: event.clientRequestToken,
  }));
  return { StackEvents, NextToken };
}

/** The values of `NoEcho` parameters, and what custom resources returned with `NoEcho`. */
function secretsOf({ plan, resources }: Stack): string[] {
  const hidden = (plan?.parameters ?? []).filter(({ definition }) => definition.noEcho);
  const attributes = [...resources.values()].flatMap(({ physical }) =>
    physical?.isHidden ? Object.values(physical.attributes) : [],
  );
  const values = [...hidden.map(({ value }) => value), ...attributes];
  return values.filter((value) => typeof value === 'string').filter((value) => value !== '');
}

function withoutSecrets(properties: object, secrets: readonly string[]): string {
  return JSON.stringify(properties, (_name, value) =>
    typeof value === 'string'
      ? secrets.reduce((text, secret) => text.replaceAll(secret, '****'), value)
      : value,
  );
}
