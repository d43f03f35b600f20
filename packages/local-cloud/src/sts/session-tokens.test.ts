import { IAM } from '@aws-sdk/client-iam';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { type Credentials, STS } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();
let iam: IAM;
let root: STS;
beforeAll(() => {
  iam = cloud.client(IAM);
  root = cloud.client(STS);
});

const account = '000000000000';
const listing = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }],
});
const other = listing.replace('s3:ListAllMyBuckets', 's3:GetObject');

function signedBy<T>(Client: new (settings: object) => T, credentials: Credentials | undefined): T {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = credentials ?? {};
  return new Client({
    endpoint: cloud.url(),
    region: 'us-east-1',
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    maxAttempts: 1,
    forcePathStyle: true,
  });
}
const list = (credentials: Credentials | undefined) =>
  signedBy(S3Client, credentials).send(new ListBucketsCommand());

async function createRole(RoleName: string): Promise<string> {
  const trusted = {
    Effect: 'Allow',
    Principal: { AWS: account },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trusted] });
  const { Role } = await iam.createRole({ RoleName, AssumeRolePolicyDocument });
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  await iam.attachRolePolicy({ RoleName, PolicyArn });
  return Role?.Arn ?? '';
}

describe('a session', () => {
  it('of a role may do no more than its own policies allow', async () => {
    const RoleArn = await createRole('limited');
    const assume = async (more: object) =>
      (await root.assumeRole({ RoleArn, RoleSessionName: 'me', ...more })).Credentials;
    expect(await list(await assume({}))).toBeDefined();
    expect(await list(await assume({ Policy: listing }))).toBeDefined();
    await expect(list(await assume({ Policy: other }))).rejects.toThrow(
      'because no session policy allows the s3:ListAllMyBuckets action',
    );
    const readOnly = { arn: 'arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess' };
    await expect(list(await assume({ PolicyArns: [readOnly] }))).rejects.toThrow('no session policy allows');
  });

  it('hands its transitive tags on to the role that it assumes, which cannot change them', async () => {
    const [first, second] = [await createRole('first'), await createRole('second')];
    const Tags = [{ Key: 'Team', Value: 'a' }];
    const assume = (sts: STS, RoleArn: string, more: object) =>
      sts.assumeRole({ RoleArn, RoleSessionName: 'me', ...more });
    await expect(assume(root, first, { Tags, TransitiveTagKeys: ['Other'] })).rejects.toThrow(
      'The specified transitive tag key must be included in the requested tags.',
    );
    const { Credentials } = await assume(root, first, { Tags, TransitiveTagKeys: ['team'] });
    const sts = signedBy(STS, Credentials);
    await expect(assume(sts, second, { Tags: [{ Key: 'team', Value: 'b' }] })).rejects.toThrow(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
    const chained = (await assume(sts, second, {})).Credentials;
    const Condition = { StringEquals: { 'aws:PrincipalTag/Team': 'a' } };
    const Deny = [{ Effect: 'Deny', Action: 's3:*', Resource: '*', Condition }];
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: Deny });
    await iam.putRolePolicy({ RoleName: 'second', PolicyName: 'tagged', PolicyDocument });
    await expect(list(chained)).rejects.toThrow('with an explicit deny');
  });

  it('of a user may do what the user may', async () => {
    await iam.createUser({ UserName: 'ann' });
    await iam.putUserPolicy({ UserName: 'ann', PolicyName: 'list', PolicyDocument: listing });
    const { AccessKey } = await iam.createAccessKey({ UserName: 'ann' });
    const key = AccessKey as unknown as Credentials;
    const ann = signedBy(STS, { ...key, SessionToken: undefined });
    expect(await root.getAccessKeyInfo({ AccessKeyId: key.AccessKeyId })).toMatchObject({ Account: account });
    const { Credentials } = await ann.getSessionToken({ DurationSeconds: 900 });
    expect(await list(Credentials)).toBeDefined();
    const session = signedBy(STS, Credentials);
    expect(await session.getCallerIdentity()).toMatchObject({ Arn: `arn:aws:iam::${account}:user/ann` });
    await expect(session.getSessionToken()).rejects.toThrow(
      'Cannot call GetSessionToken with session credentials',
    );
    await expect(ann.getSessionToken({ DurationSeconds: 1 })).rejects.toThrow('greater than or equal to 900');
  });

  it('of a federated user may do what the request allows', async () => {
    const federate = (more: object) => root.getFederationToken({ Name: 'guest', ...more });
    const { FederatedUser, Credentials } = await federate({ Policy: listing });
    expect(FederatedUser).toEqual({
      Arn: `arn:aws:sts::${account}:federated-user/guest`,
      FederatedUserId: `${account}:guest`,
    });
    expect(await list(Credentials)).toBeDefined();
    await expect(list((await federate({})).Credentials)).rejects.toThrow('no session policy allows');
  });
});
