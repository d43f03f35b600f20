import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  IAMClient,
  ListEntitiesForPolicyCommand,
  ListPolicyVersionsCommand,
  paginateListPolicies,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { managedPolicyPaths } from '@samples/sam-transform';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();
const iam = () => cloud.client(IAMClient);
const allow = (Action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::000000000000:root' }, Action: 'sts:AssumeRole' },
  ],
});

async function createPolicy(
  PolicyName: string,
  PolicyDocument = allow('s3:ListAllMyBuckets'),
): Promise<string> {
  const { Policy } = await iam().send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
  return Policy?.Arn ?? '';
}

async function createRole(RoleName: string): Promise<string> {
  const { Role } = await iam().send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  return Role?.Arn ?? '';
}

describe('managed policies of the account', () => {
  it('are created, described, versioned and deleted', async () => {
    const PolicyArn = await createPolicy('versions');
    expect(PolicyArn).toBe('arn:aws:iam::000000000000:policy/versions');
    const document = allow('s3:*');
    await iam().send(
      new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: document, SetAsDefault: true }),
    );
    const { Policy } = await iam().send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy).toMatchObject({ PolicyName: 'versions', DefaultVersionId: 'v2', AttachmentCount: 0 });
    const { PolicyVersion } = await iam().send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
    expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(document);
    await expect(iam().send(new DeletePolicyCommand({ PolicyArn }))).rejects.toThrow(
      'This policy has more than one version.',
    );
    const remove = (VersionId: string) =>
      iam().send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
    await expect(remove('v2')).rejects.toThrow('Cannot delete the default version of a policy.');
    await remove('v1');
    const { Versions } = await iam().send(new ListPolicyVersionsCommand({ PolicyArn }));
    expect(Versions).toMatchObject([{ VersionId: 'v2', IsDefaultVersion: true }]);
    await iam().send(new DeletePolicyCommand({ PolicyArn }));
    await expect(iam().send(new GetPolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: `Policy ${PolicyArn} was not found.`,
    });
  });

  it('have at most five versions, and names of their own', async () => {
    const PolicyArn = await createPolicy('many');
    const another = () =>
      iam().send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: allow('s3:*') }));
    for (let count = 1; count < 5; count += 1) await another();
    await expect(another()).rejects.toMatchObject({ name: 'LimitExceededException' });
    await expect(createPolicy('many')).rejects.toThrow(
      'A policy called many already exists. Duplicate names are not allowed.',
    );
    await expect(createPolicy('wrong', '{}')).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
    });
  });

  it('grant what their default version says, as long as they are attached', async () => {
    const RoleArn = await createRole('bearer');
    const PolicyArn = await createPolicy('granting');
    const attachment = { RoleName: 'bearer', PolicyArn };
    await iam().send(new AttachRolePolicyCommand(attachment));
    const { PolicyRoles } = await iam().send(new ListEntitiesForPolicyCommand({ PolicyArn }));
    expect(PolicyRoles).toMatchObject([{ RoleName: 'bearer' }]);
    await expect(iam().send(new DeletePolicyCommand({ PolicyArn }))).rejects.toThrow(
      'Cannot delete a policy attached to entities.',
    );
    const s3 = await clientOf(RoleArn);
    await s3.send(new ListBucketsCommand({}));
    const version = { PolicyArn, PolicyDocument: allow('s3:GetObject') };
    await iam().send(new CreatePolicyVersionCommand(version));
    await s3.send(new ListBucketsCommand({}));
    await iam().send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
    await iam().send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
    await s3.send(new ListBucketsCommand({}));
    await iam().send(new DetachRolePolicyCommand(attachment));
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

async function clientOf(RoleArn: string): Promise<S3Client> {
  const sts = cloud.client(STSClient);
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return new S3Client({
    endpoint: cloud.url(),
    forcePathStyle: true,
    region: 'us-east-1',
    credentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    },
  });
}

describe('managed policies of AWS', () => {
  it('are all attachable and readable; one of other services grants nothing and says so', async () => {
    await createRole('traced');
    const PolicyArn = 'arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess';
    await iam().send(new AttachRolePolicyCommand({ RoleName: 'traced', PolicyArn }));
    const { Policy } = await iam().send(new GetPolicyCommand({ PolicyArn }));
    expect(Policy).toMatchObject({ PolicyName: 'AWSXrayWriteOnlyAccess', Path: '/', AttachmentCount: 1 });
    const { PolicyVersion } = await iam().send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
    expect(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ''))).toMatchObject({
      Id: expect.stringContaining('grants nothing here'),
      Statement: [],
    });
  });

  it('are known by their whole path only', async () => {
    const get = (path: string) =>
      iam().send(new GetPolicyCommand({ PolicyArn: `arn:aws:iam::aws:policy/${path}` }));
    await get('service-role/AWSLambdaRole');
    await expect(get('AWSLambdaRole')).rejects.toThrow('was not found');
    await expect(get('Absent')).rejects.toThrow('was not found');
  });

  it('are listed, page by page', async () => {
    const names: string[] = [];
    for await (const { Policies = [] } of paginateListPolicies(
      { client: iam(), pageSize: 500 },
      { Scope: 'AWS' },
    )) {
      names.push(...Policies.map(({ Arn = '' }) => Arn.replace('arn:aws:iam::aws:policy/', '')));
    }
    expect(names).toEqual([...managedPolicyPaths()]);
    expect(names.length).toBeGreaterThan(1_100);
  });
});
