import {
  type CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';

const patience = { maxWaitTime: 300, minDelay: 0.02, maxDelay: 0.1 };

/**
 * One stack by the SDK: each call resolves when the stack has reached its final status. When that is a failure, it
 * rejects with the reasons of the events, a line each: `Function CREATE_FAILED: …`.
 */
export function stackClient(client: CloudFormationClient, StackName: string) {
  const waiting = { client, ...patience };
  const sent = (template: object) => ({
    StackName,
    TemplateBody: JSON.stringify(template),
    Capabilities: ['CAPABILITY_NAMED_IAM' as const, 'CAPABILITY_AUTO_EXPAND' as const],
  });
  async function succeeds(waited: Promise<unknown>): Promise<void> {
    try {
      await waited;
    } catch (cause) {
      const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
      const lines = StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('_FAILED')).map(
        (event) => `${event.LogicalResourceId} ${event.ResourceStatus}: ${event.ResourceStatusReason}`,
      );
      throw new Error(lines.join('\n') || `No event of ${StackName} says why`, { cause });
    }
  }
  return {
    async create(template: object): Promise<void> {
      await client.send(new CreateStackCommand(sent(template)));
      await succeeds(waitUntilStackCreateComplete(waiting, { StackName }));
    },
    async update(template: object): Promise<void> {
      await client.send(new UpdateStackCommand(sent(template)));
      await succeeds(waitUntilStackUpdateComplete(waiting, { StackName }));
    },
    async delete(): Promise<void> {
      await client.send(new DeleteStackCommand({ StackName }));
      await succeeds(waitUntilStackDeleteComplete(waiting, { StackName }));
    },
    async outputs(): Promise<Record<string, string>> {
      const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
      const { Outputs = [] } = Stacks[0] ?? {};
      return Object.fromEntries(Outputs.map(({ OutputKey, OutputValue = '' }) => [OutputKey, OutputValue]));
    },
  };
}
