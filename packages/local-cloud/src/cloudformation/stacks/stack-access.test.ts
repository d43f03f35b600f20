import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { asRole } from '../../testing/as-role.ts';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
const stacks = 'arn:aws:cloudformation:us-east-1:000000000000:stack';
const transform = 'arn:aws:cloudformation:us-east-1:aws:transform/Serverless-2016-10-31';
const refusal = (role: string, action: string, resource: string) =>
  `User: arn:aws:sts::000000000000:assumed-role/${role}/test is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
const group = { Type: 'AWS::Logs::LogGroup' };
const create = (StackName: string, more: object = {}, template: object = {}) =>
  new CreateStackCommand({
    StackName,
    TemplateBody: JSON.stringify({ ...template, Resources: { Group: group } }),
    Capabilities: ['CAPABILITY_AUTO_EXPAND'],
    ...more,
  });

describe('a role that may work on the stacks of one name', () => {
  it('works on those, by name and by id, and on no others', async () => {
    const Resource = `${stacks}/mine/*`;
    const client = (await asRole(cloud, 'owner', [{ Action: 'cloudformation:*', Resource }]))(
      CloudFormationClient,
    );
    const { StackId = '' } = await client.send(create('mine'));
    for (const StackName of ['mine', StackId]) {
      const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
      expect(Stacks?.length).toBe(1);
    }
    await expect(client.send(create('other'))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: refusal('owner', 'cloudformation:CreateStack', `${stacks}/other/*`),
      $metadata: { httpStatusCode: 403 },
    });
    await expect(client.send(new DescribeStacksCommand())).rejects.toThrow(
      refusal('owner', 'cloudformation:DescribeStacks', `${stacks}/*/*`),
    );
    await expect(client.send(new ListStacksCommand())).rejects.toThrow(
      refusal('owner', 'cloudformation:ListStacks', '*'),
    );
    await client.send(new DeleteStackCommand({ StackName: 'mine' }));
  });

  it('is refused by the id of a stack that the policy does not name', async () => {
    const { StackId } = await cloud.client(CloudFormationClient).send(create('roots'));
    const Resource = `${stacks}/reader/*`;
    const client = (await asRole(cloud, 'reader', [{ Action: 'cloudformation:Describe*', Resource }]))(
      CloudFormationClient,
    );
    for (const StackName of ['roots', StackId])
      await expect(client.send(new DescribeStacksCommand({ StackName }))).rejects.toThrow(
        refusal('reader', 'cloudformation:DescribeStacks', StackId ?? ''),
      );
    const { TemplateBody } = create('planned').input;
    const planned = {
      StackName: 'planned',
      ChangeSetName: 'one',
      ChangeSetType: 'CREATE',
      TemplateBody,
    } as const;
    const { Id } = await cloud.client(CloudFormationClient).send(new CreateChangeSetCommand(planned));
    const read = new DescribeChangeSetCommand({ StackName: 'reader', ChangeSetName: Id });
    await expect(client.send(read)).rejects.toThrow(
      'not authorized to perform: cloudformation:DescribeChangeSet',
    );
  });
});

describe('a role that deploys', () => {
  it('needs the operation on the transforms of the template, and iam:PassRole for the role of the stack', async () => {
    const Resource = [`${stacks}/*`, 'arn:aws:cloudformation:us-east-1:aws:transform/Include'];
    const client = (await asRole(cloud, 'deployer', [{ Action: 'cloudformation:*', Resource }]))(
      CloudFormationClient,
    );
    const sam = create('sam', {}, { Transform: 'AWS::Serverless-2016-10-31' });
    await expect(client.send(sam)).rejects.toThrow(
      refusal('deployer', 'cloudformation:CreateStack', transform),
    );
    const RoleARN = 'arn:aws:iam::000000000000:role/cloud-formation';
    await expect(client.send(create('passing', { RoleARN }))).rejects.toThrow(
      refusal('deployer', 'iam:PassRole', RoleARN),
    );
    await client.send(create('plain'));
  });
});
