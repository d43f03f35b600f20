import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  GetPolicyVersionCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPoliciesCommand,
} from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
const StackName = 'with-policy';

const role = {
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } },
};
const template = (Action: string, roles: readonly string[]) => ({
  StackName,
  Capabilities: ['CAPABILITY_IAM' as const],
  TemplateBody: JSON.stringify({
    Resources: {
      One: role,
      Two: role,
      Policy: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: {
          PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] },
          Roles: roles.map((Ref) => ({ Ref })),
        },
      },
    },
    Outputs: {
      Policy: { Value: { Ref: 'Policy' } },
      One: { Value: { Ref: 'One' } },
      Two: { Value: { Ref: 'Two' } },
    },
  }),
});

it('a managed policy of a template is attached to its roles, follows updates, and is deleted with its stack', async () => {
  const stacks = cloud.client(CloudFormationClient);
  const iam = cloud.client(IAMClient);
  await stacks.send(new CreateStackCommand(template('s3:GetObject', ['One'])));
  const { Stacks: [stack] = [] } = await stacks.send(new DescribeStacksCommand({ StackName }));
  expect(stack?.StackStatus).toBe('CREATE_COMPLETE');
  const outputs = Object.fromEntries((stack?.Outputs ?? []).map((one) => [one.OutputKey, one.OutputValue]));
  const PolicyArn = outputs.Policy ?? '';
  expect(PolicyArn).toMatch(/^arn:aws:iam::000000000000:policy\/with-policy-Policy-[A-Z0-9]{12}$/);
  const attached = async (name: string) => {
    const RoleName = outputs[name] ?? '';
    return (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies?.length;
  };
  expect([await attached('One'), await attached('Two')]).toEqual([1, 0]);

  await stacks.send(new UpdateStackCommand(template('s3:PutObject', ['Two'])));
  expect([await attached('One'), await attached('Two')]).toEqual([0, 1]);
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
  expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toContain('s3:PutObject');

  await stacks.send(new DeleteStackCommand({ StackName }));
  const { Policies } = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
  expect(Policies).toEqual([]);
});
