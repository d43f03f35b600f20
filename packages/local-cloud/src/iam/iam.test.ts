import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetAccountSummaryCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  NoSuchEntityException,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();
let iam: IAMClient;
beforeAll(() => {
  iam = cloud.client(IAMClient);
});

const trust = (service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });
const AssumeRolePolicyDocument = trust('lambda.amazonaws.com');
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Sid: 'ünïcode & <tags>', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
});
const create = (RoleName: string, more: object = {}) =>
  iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, ...more }));

describe('IAM roles, by the SDK', () => {
  it('cannot be created twice, and are described as they were created', async () => {
    const { Role: made } = await create('maker', {
      Path: '/team/',
      Description: 'a < b & "c"',
      Tags: [{ Key: 'stage', Value: 'dev' }],
    });
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'maker' }));
    expect(Role).toEqual({ ...made, MaxSessionDuration: 3600, RoleLastUsed: {} });
    expect(Role).toMatchObject({
      Arn: 'arn:aws:iam::000000000000:role/team/maker',
      Path: '/team/',
      Description: 'a < b & "c"',
      MaxSessionDuration: 3600,
      CreateDate: expect.any(Date),
      Tags: [{ Key: 'stage', Value: 'dev' }],
    });
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(AssumeRolePolicyDocument);
    await expect(create('maker')).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      message: 'Role with name maker already exists.',
    });
  });

  it('are listed by their path', async () => {
    await create('listed', { Path: '/listing/' });
    const { Roles = [] } = await iam.send(new ListRolesCommand({ PathPrefix: '/listing/' }));
    expect(Roles.map(({ RoleName }) => RoleName)).toEqual(['listed']);
  });

  it('hold inline policies, exactly as they were written', async () => {
    const names = { RoleName: 'inline', PolicyName: 'read' };
    await create('inline');
    await iam.send(new PutRolePolicyCommand({ ...names, PolicyDocument: policy }));
    const { PolicyNames } = await iam.send(new ListRolePoliciesCommand(names));
    expect(PolicyNames).toEqual(['read']);
    const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand(names));
    expect(decodeURIComponent(PolicyDocument)).toBe(policy);
    await iam.send(new DeleteRolePolicyCommand(names));
    await expect(iam.send(new GetRolePolicyCommand(names))).rejects.toThrow(
      'The role policy with name read cannot be found.',
    );
  });

  it('hold managed policies that exist', async () => {
    const RoleName = 'managed';
    const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    await create(RoleName);
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(AttachedPolicies).toEqual([{ PolicyName: 'AWSLambdaBasicExecutionRole', PolicyArn }]);
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    const detach = iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    await expect(detach).rejects.toBeInstanceOf(NoSuchEntityException);
    const absent = 'arn:aws:iam::aws:policy/Absent';
    await expect(iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: absent }))).rejects.toThrow(
      `Policy ${absent} does not exist or is not attachable.`,
    );
    await expect(iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: 'x' }))).rejects.toThrow(
      'Invalid ARN:  Could not be parsed!',
    );
  });

  it('can be given another trust policy', async () => {
    const RoleName = 'trusting';
    const PolicyDocument = trust('apigateway.amazonaws.com');
    await create(RoleName);
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(PolicyDocument);
  });

  it('are deleted only without policies', async () => {
    const names = { RoleName: 'leaving', PolicyName: 'read' };
    const remove = () => iam.send(new DeleteRoleCommand(names));
    await create('leaving');
    await iam.send(new PutRolePolicyCommand({ ...names, PolicyDocument: policy }));
    await expect(remove()).rejects.toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete entity, must delete policies first.',
    });
    await iam.send(new DeleteRolePolicyCommand(names));
    await remove();
    await expect(remove()).rejects.toThrow('The role with name leaving cannot be found.');
  });

  it.each([
    ['a name of 65 characters', { RoleName: 'r'.repeat(65) }, 'expected 1 to 64'],
    ['a name with a slash', { RoleName: 'a/b' }, 'received "a/b"'],
    ['a trust policy that is no JSON', { AssumeRolePolicyDocument: '{' }, 'invalid Json'],
    ['a trust policy without statements', { AssumeRolePolicyDocument: '{}' }, 'Statement'],
  ])('refuse %s', async (_name, input, message) => {
    await expect(create('refused', input)).rejects.toThrow(message);
  });

  it('refuse an inline policy that could not be evaluated', async () => {
    await create('strict');
    const PolicyDocument = JSON.stringify({ Statement: { Effect: 'Permit', Action: '*', Resource: '*' } });
    const put = iam.send(new PutRolePolicyCommand({ RoleName: 'strict', PolicyName: 'p', PolicyDocument }));
    await expect(put).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
  });
});

describe('IAM', () => {
  it('names an operation it does not offer', async () => {
    await expect(iam.send(new GetAccountSummaryCommand({}))).rejects.toThrow(
      'The operation GetAccountSummary of iam is not offered by this embedded cloud.',
    );
  });
});
