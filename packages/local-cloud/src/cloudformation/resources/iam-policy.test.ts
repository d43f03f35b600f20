import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { GetRolePolicyCommand, IAMClient, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

function template(policies: object): object {
  const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } };
  return {
    Resources: { Reader: role, Writer: role, ...policies },
    Outputs: { Reader: { Value: { Ref: 'Reader' } }, Writer: { Value: { Ref: 'Writer' } } },
  };
}

function policy(Action: string, roles: readonly string[]): object {
  const PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] };
  const Properties = { PolicyName: 'objects', PolicyDocument, Roles: roles.map((name) => ({ Ref: name })) };
  return { Policy: { Type: 'AWS::IAM::Policy', Properties } };
}

it('puts a policy into roles, changes it, moves it to another role and removes it', async () => {
  const stack = stackClient(cloud.client(CloudFormationClient), 'policies');
  const iam = cloud.client(IAMClient);
  const documentOf = async (RoleName: string) => {
    const { PolicyDocument = '' } = await iam.send(
      new GetRolePolicyCommand({ RoleName, PolicyName: 'objects' }),
    );
    return decodeURIComponent(PolicyDocument);
  };
  const namesOf = async (RoleName: string) =>
    (await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames;

  await stack.create(template(policy('s3:GetObject', ['Reader'])));
  const { Reader: reader = '', Writer: writer = '' } = await stack.outputs();
  expect(await documentOf(reader)).toContain('s3:GetObject');
  expect(await namesOf(writer)).toEqual([]);

  await stack.update(template(policy('s3:PutObject', ['Writer'])));
  expect(await documentOf(writer)).toContain('s3:PutObject');
  expect(await namesOf(reader)).toEqual([]);

  await stack.update(template({}));
  expect(await namesOf(writer)).toEqual([]);
  await stack.delete();
});
