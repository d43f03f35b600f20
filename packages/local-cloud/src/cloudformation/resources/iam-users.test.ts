import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();

const document = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});
const ref = (Ref: string) => ({ Ref });

function template({ isChanged = false } = {}) {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  return {
    Resources: {
      User: {
        Type: 'AWS::IAM::User',
        Properties: {
          UserName: 'ann',
          Path: isChanged ? '/team/' : '/',
          ManagedPolicyArns: isChanged ? [] : [ref('Managed')],
          Policies: [
            { PolicyName: isChanged ? 'new' : 'old', PolicyDocument: JSON.stringify(document('s3:*')) },
          ],
          PermissionsBoundary: ref('Managed'),
          Tags: [{ Key: isChanged ? 'new' : 'old', Value: '1' }],
        },
      },
      Group: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'readers' } },
      Membership: {
        Type: 'AWS::IAM::UserToGroupAddition',
        Properties: { GroupName: ref('Group'), Users: isChanged ? [] : [ref('User')] },
      },
      Managed: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: {
          PolicyDocument: document('s3:*'),
          ...(isChanged && { Groups: [ref('Group')] }),
        },
      },
      Inline: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'inline',
          PolicyDocument: document('logs:*'),
          Users: [ref('User')],
          Groups: isChanged ? [] : [ref('Group')],
        },
      },
      Key: {
        Type: 'AWS::IAM::AccessKey',
        Properties: { UserName: ref('User'), Status: isChanged ? 'Inactive' : 'Active' },
      },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trust,
          Description: isChanged ? 'new' : 'old',
          PermissionsBoundary: ref('Managed'),
        },
      },
      Profile: {
        Type: 'AWS::IAM::InstanceProfile',
        Properties: { InstanceProfileName: 'machines', Roles: isChanged ? [] : [ref('Role')] },
      },
      Linked: {
        Type: 'AWS::IAM::ServiceLinkedRole',
        Properties: { AWSServiceName: 'ecs.amazonaws.com' },
      },
    },
    Outputs: {
      Key: { Value: ref('Key') },
      Secret: { Value: { 'Fn::GetAtt': 'Key.SecretAccessKey' } },
      User: { Value: { 'Fn::GetAtt': 'User.Arn' } },
      Role: { Value: ref('Role') },
      Linked: { Value: ref('Linked') },
    },
  };
}

it('users, groups, keys, instance profiles and linked roles are made, changed and deleted by a stack', async () => {
  const iam = cloud.client(IAM);
  const stack = stackClient(cloud.client(CloudFormationClient), 'people');
  await stack.create({ ...template() });
  const made = await stack.outputs();
  expect(made).toMatchObject({
    User: 'arn:aws:iam::000000000000:user/ann',
    Key: expect.stringMatching(/^AKIA/),
    Secret: expect.stringMatching(/^.{40}$/),
    Linked: 'AWSServiceRoleForECS',
  });
  expect((await iam.listGroupsForUser({ UserName: 'ann' })).Groups?.length).toBe(1);
  expect((await iam.listUserPolicies({ UserName: 'ann' })).PolicyNames?.sort()).toEqual(['inline', 'old']);
  expect((await iam.listGroupPolicies({ GroupName: 'readers' })).PolicyNames).toEqual(['inline']);
  expect((await iam.listAttachedUserPolicies({ UserName: 'ann' })).AttachedPolicies?.length).toBe(1);

  await stack.update(template({ isChanged: true }));
  const changed = await stack.outputs();
  expect(changed).toMatchObject({ User: 'arn:aws:iam::000000000000:user/team/ann', Role: made.Role });
  expect((await iam.listGroupsForUser({ UserName: 'ann' })).Groups).toEqual([]);
  expect((await iam.listUserPolicies({ UserName: 'ann' })).PolicyNames?.sort()).toEqual(['inline', 'new']);
  expect((await iam.listAttachedUserPolicies({ UserName: 'ann' })).AttachedPolicies).toEqual([]);
  expect((await iam.listGroupPolicies({ GroupName: 'readers' })).PolicyNames).toEqual([]);
  expect((await iam.listAttachedGroupPolicies({ GroupName: 'readers' })).AttachedPolicies?.length).toBe(1);
  expect((await iam.listAccessKeys({ UserName: 'ann' })).AccessKeyMetadata).toMatchObject([
    { Status: 'Inactive' },
  ]);
  expect((await iam.getUser({ UserName: 'ann' })).User?.Tags).toEqual([{ Key: 'new', Value: '1' }]);
  expect((await iam.getRole({ RoleName: made.Role })).Role?.Description).toBe('new');
  const { InstanceProfile } = await iam.getInstanceProfile({ InstanceProfileName: 'machines' });
  expect(InstanceProfile?.Roles).toEqual([]);

  await stack.delete();
  expect((await iam.listUsers()).Users).toEqual([]);
  expect((await iam.listGroups()).Groups).toEqual([]);
  expect((await iam.listRoles()).Roles).toEqual([]);
  expect((await iam.listInstanceProfiles()).InstanceProfiles).toEqual([]);
});
