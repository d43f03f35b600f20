import * as iamSdk from '@aws-sdk/client-iam';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();
let iam: iamSdk.IAM;
beforeAll(() => {
  iam = cloud.client(iamSdk.IAM);
});

const policy = (Action: string, Effect = 'Allow') =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, Action, Resource: '*' }] });

/** A new user with an access key, and clients that sign with it. */
async function createUser(UserName: string, more: object = {}) {
  const { User } = await iam.createUser({ UserName, ...more });
  const { AccessKey } = await iam.createAccessKey({ UserName });
  const credentials = {
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  };
  const settings = { endpoint: cloud.url(), region: 'us-east-1', credentials, maxAttempts: 1 };
  return {
    user: User,
    key: credentials.accessKeyId,
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    sts: new STSClient(settings),
    iam: new iamSdk.IAM(settings),
  };
}

const refusal = (UserName: string, action: string, resource: string, reason: string) =>
  `User: arn:aws:iam::000000000000:user/${UserName} is not authorized to perform: ${action} on resource: ${resource} because no ${reason} allows the ${action} action`;

describe('a user', () => {
  it('signs with its keys, as long as they are active, and may do what its policies allow', async () => {
    const ann = await createUser('ann');
    expect(await ann.sts.send(new GetCallerIdentityCommand())).toMatchObject({
      Arn: 'arn:aws:iam::000000000000:user/ann',
      UserId: ann.user?.UserId,
    });
    const list = () => ann.s3.send(new ListBucketsCommand());
    await expect(list()).rejects.toThrow(refusal('ann', 's3:ListAllMyBuckets', '*', 'identity-based policy'));
    const PolicyDocument = policy('s3:ListAllMyBuckets');
    await iam.putUserPolicy({ UserName: 'ann', PolicyName: 'list', PolicyDocument });
    expect(await list()).toBeDefined();
    const key = { UserName: 'ann', AccessKeyId: ann.key };
    await iam.updateAccessKey({ ...key, Status: 'Inactive' });
    await expect(list()).rejects.toThrow('The AWS Access Key Id you provided does not exist in our records.');
    await iam.updateAccessKey({ ...key, Status: 'Active' });
    expect(await list()).toBeDefined();
  });

  it('may do what its groups allow, while it is in them', async () => {
    const bob = await createUser('bob');
    const membership = { GroupName: 'readers', UserName: 'bob' };
    await iam.createGroup({ GroupName: 'readers' });
    await iam.putGroupPolicy({ GroupName: 'readers', PolicyName: 'all', PolicyDocument: policy('s3:*') });
    await iam.addUserToGroup(membership);
    expect(await bob.s3.send(new ListBucketsCommand())).toBeDefined();
    expect((await iam.listGroupsForUser({ UserName: 'bob' })).Groups).toMatchObject([
      { GroupName: 'readers', Arn: 'arn:aws:iam::000000000000:group/readers' },
    ]);
    expect((await iam.getGroup({ GroupName: 'readers' })).Users).toMatchObject([{ UserName: 'bob' }]);
    await iam.removeUserFromGroup(membership);
    await expect(bob.s3.send(new ListBucketsCommand())).rejects.toThrow('is not authorized to perform');
  });

  it('may do nothing that its permissions boundary does not allow', async () => {
    const { Policy } = await iam.createPolicy({ PolicyName: 'limit', PolicyDocument: policy('iam:*') });
    const eve = await createUser('eve', { PermissionsBoundary: Policy?.Arn });
    const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
    await iam.attachUserPolicy({ UserName: 'eve', PolicyArn: administrator });
    expect((await eve.iam.getUser()).User).toMatchObject({
      UserName: 'eve',
      PermissionsBoundary: { PermissionsBoundaryArn: Policy?.Arn },
    });
    await expect(eve.s3.send(new ListBucketsCommand())).rejects.toThrow(
      refusal('eve', 's3:ListAllMyBuckets', '*', 'permissions boundary'),
    );
    await iam.deleteUserPermissionsBoundary({ UserName: 'eve' });
    expect(await eve.s3.send(new ListBucketsCommand())).toBeDefined();
  });

  it('is refused in IAM what its policies do not allow, by the ARN of the entity', async () => {
    const dan = await createUser('dan', { Path: '/team/' });
    const self = { Effect: 'Allow', Action: 'iam:*', Resource: 'arn:aws:iam::*:user/team/${aws:username}' };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [self] });
    await iam.putUserPolicy({ UserName: 'dan', PolicyName: 'self', PolicyDocument });
    expect((await dan.iam.getUser()).User?.Arn).toBe('arn:aws:iam::000000000000:user/team/dan');
    expect((await dan.iam.listAccessKeys()).AccessKeyMetadata).toMatchObject([{ UserName: 'dan' }]);
    await expect(dan.iam.createUser({ UserName: 'other' })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: refusal(
        'team/dan',
        'iam:CreateUser',
        'arn:aws:iam::000000000000:user/other',
        'identity-based policy',
      ),
    });
    await expect(dan.iam.listRoles()).rejects.toThrow('on resource: arn:aws:iam::000000000000:role/');
  });

  it('is deleted after what it has', async () => {
    const { key } = await createUser('gone');
    await expect(iam.deleteUser({ UserName: 'gone' })).rejects.toThrow(
      'Cannot delete entity, must delete access keys first.',
    );
    await iam.deleteAccessKey({ UserName: 'gone', AccessKeyId: key });
    await iam.deleteUser({ UserName: 'gone' });
    await expect(iam.getUser({ UserName: 'gone' })).rejects.toThrow(
      'The user with name gone cannot be found.',
    );
  });
});

describe('a role', () => {
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  });

  it('stands in an instance profile, and is not deleted meanwhile', async () => {
    const names = { InstanceProfileName: 'machines', RoleName: 'machine' };
    await iam.createRole({ RoleName: 'machine', AssumeRolePolicyDocument });
    await iam.createInstanceProfile({ InstanceProfileName: 'machines' });
    await iam.addRoleToInstanceProfile(names);
    const { InstanceProfiles } = await iam.listInstanceProfilesForRole({ RoleName: 'machine' });
    expect(InstanceProfiles).toMatchObject([
      { InstanceProfileName: 'machines', Roles: [{ RoleName: 'machine' }] },
    ]);
    await expect(iam.deleteRole({ RoleName: 'machine' })).rejects.toThrow(
      'Cannot delete entity, must remove roles from instance profile first.',
    );
    await iam.removeRoleFromInstanceProfile(names);
    await iam.deleteInstanceProfile({ InstanceProfileName: 'machines' });
    await iam.deleteRole({ RoleName: 'machine' });
  });

  it('changes its description, session duration and tags', async () => {
    const RoleName = 'changing';
    await iam.createRole({ RoleName, AssumeRolePolicyDocument, Tags: [{ Key: 'a', Value: '1' }] });
    await iam.updateRole({ RoleName, Description: 'new', MaxSessionDuration: 7200 });
    await iam.tagRole({ RoleName, Tags: [{ Key: 'b', Value: '2' }] });
    await iam.untagRole({ RoleName, TagKeys: ['a'] });
    expect((await iam.getRole({ RoleName })).Role).toMatchObject({
      Description: 'new',
      MaxSessionDuration: 7200,
      Tags: [{ Key: 'b', Value: '2' }],
    });
  });

  it('that is linked to a service has the name and policy that AWS has for it', async () => {
    const AWSServiceName = 'ops.apigateway.amazonaws.com';
    const { Role } = await iam.createServiceLinkedRole({ AWSServiceName });
    expect(Role?.Arn).toBe(
      'arn:aws:iam::000000000000:role/aws-service-role/ops.apigateway.amazonaws.com/AWSServiceRoleForAPIGateway',
    );
    await expect(iam.createServiceLinkedRole({ AWSServiceName })).rejects.toThrow(
      'Service role name AWSServiceRoleForAPIGateway has been taken in this account, please try a different suffix.',
    );
    const RoleName = Role?.RoleName ?? '';
    expect((await iam.listAttachedRolePolicies({ RoleName })).AttachedPolicies).toMatchObject([
      { PolicyName: 'APIGatewayServiceRolePolicy' },
    ]);
    const { DeletionTaskId = '' } = await iam.deleteServiceLinkedRole({ RoleName });
    expect(await iam.getServiceLinkedRoleDeletionStatus({ DeletionTaskId })).toMatchObject({
      Status: 'SUCCEEDED',
    });
  });
});

describe('policies', () => {
  it('are simulated', async () => {
    const { Group } = await iam.createGroup({ GroupName: 'simulated' });
    await iam.putGroupPolicy({
      GroupName: 'simulated',
      PolicyName: 'put',
      PolicyDocument: policy('s3:PutObject'),
    });
    const { EvaluationResults = [] } = await iam.simulatePrincipalPolicy({
      PolicySourceArn: Group?.Arn ?? '',
      ActionNames: ['s3:PutObject', 's3:GetObject'],
      PolicyInputList: [policy('s3:GetObject', 'Deny')],
    });
    expect(EvaluationResults.map(({ EvalDecision }) => EvalDecision)).toEqual(['allowed', 'explicitDeny']);
  });
});
