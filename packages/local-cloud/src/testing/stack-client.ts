import {
  type CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';

const patience = { maxWaitTime: 60, minDelay: 0.02, maxDelay: 0.1 };

/** One stack by the SDK: each call resolves when the stack has reached its final status, and rejects when that is a failure. */
export function stackClient(client: CloudFormationClient, StackName: string) {
  const waiting = { client, ...patience };
  const sent = (template: object) => ({
    StackName,
    TemplateBody: JSON.stringify(template),
    Capabilities: ['CAPABILITY_NAMED_IAM' as const, 'CAPABILITY_AUTO_EXPAND' as const],
  });
  return {
    async create(template: object): Promise<void> {
      await client.send(new CreateStackCommand(sent(template)));
      await waitUntilStackCreateComplete(waiting, { StackName });
    },
    async update(template: object): Promise<void> {
      await client.send(new UpdateStackCommand(sent(template)));
      await waitUntilStackUpdateComplete(waiting, { StackName });
    },
    async delete(): Promise<void> {
      await client.send(new DeleteStackCommand({ StackName }));
      await waitUntilStackDeleteComplete(waiting, { StackName });
    },
    async outputs(): Promise<Record<string, string>> {
      const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
      const { Outputs = [] } = Stacks[0] ?? {};
      return Object.fromEntries(Outputs.map(({ OutputKey, OutputValue = '' }) => [OutputKey, OutputValue]));
    },
  };
}
