import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  GetPolicyVersionCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPoliciesCommand,
} from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();

const role = {
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } },
};
const template = (Action: string, roles: readonly string[]) => ({
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
});

it('a managed policy of a template is attached to its roles, follows updates, and is deleted with its stack', async () => {
  const stack = stackClient(cloud.client(CloudFormationClient), 'with-policy');
  const iam = cloud.client(IAMClient);
  await stack.create(template('s3:GetObject', ['One']));
  const outputs = await stack.outputs();
  const PolicyArn = outputs.Policy ?? '';
  expect(PolicyArn).toMatch(/^arn:aws:iam::000000000000:policy\/with-policy-Policy-[A-Z0-9]{12}$/);
  const attached = async (name: string) => {
    const RoleName = outputs[name] ?? '';
    return (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies?.length;
  };
  expect([await attached('One'), await attached('Two')]).toEqual([1, 0]);

  await stack.update(template('s3:PutObject', ['Two']));
  expect([await attached('One'), await attached('Two')]).toEqual([0, 1]);
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
  expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toContain('s3:PutObject');

  await stack.delete();
  const { Policies } = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
  expect(Policies).toEqual([]);
});
