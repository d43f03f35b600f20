import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import {
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { clientConfig } from '@samples/localstack-client';
import { inject } from 'vitest';
import type { AwsKeys } from '../scripts/app-sign-in.ts';

const { endpoint, stackName } = inject('sample');
const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint });
const iam = new IAMClient(config);
const sts = new STSClient(config);

type Change = (document: string) => string;

/** Does something while the inline policy of a role of the stack is another. */
export async function withPolicy<Result>(
  logicalId: string,
  PolicyName: string,
  change: Change,
  work: () => Promise<Result>,
): Promise<Result> {
  const policy = { RoleName: await roleName(logicalId), PolicyName };
  const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand(policy));
  const put = (document: string) =>
    iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument: document }));
  return withDocument(decodeURIComponent(PolicyDocument), change, put, work);
}

/** Does something while others may take a role of the stack. */
export async function withTrust<Result>(
  logicalId: string,
  change: Change,
  work: (roleArn: string) => Promise<Result>,
): Promise<Result> {
  const RoleName = await roleName(logicalId);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const put = (PolicyDocument: string) =>
    iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  const document = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
  return withDocument(document, change, put, () => work(Role?.Arn ?? ''));
}

/** Keys of a session of a role of the stack, with the tag `sub` where it is given. */
export async function roleSession(logicalId: string, sub?: string): Promise<AwsKeys> {
  const { Account = '' } = await sts.send(new GetCallerIdentityCommand({}));
  const Action = ['sts:AssumeRole', 'sts:TagSession'];
  const trusted = { Effect: 'Allow', Principal: { AWS: Account }, Action };
  const trust = JSON.stringify({ Version: '2012-10-17', Statement: [trusted] });
  const Tags = sub === undefined ? [] : [{ Key: 'sub', Value: sub }];
  return withTrust(
    logicalId,
    () => trust,
    async (RoleArn) => {
      const session = { RoleArn, RoleSessionName: 'test', Tags };
      const { Credentials } = await sts.send(new AssumeRoleCommand(session));
      const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
      return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    },
  );
}

export async function roleArn(logicalId: string): Promise<string> {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: await roleName(logicalId) }));
  return Role?.Arn ?? '';
}

async function roleName(LogicalResourceId: string): Promise<string> {
  const cloudFormation = new CloudFormationClient(config);
  const resource = { StackName: stackName, LogicalResourceId };
  const { StackResourceDetail } = await cloudFormation.send(new DescribeStackResourceCommand(resource));
  return StackResourceDetail?.PhysicalResourceId ?? '';
}

async function withDocument<Result>(
  document: string,
  change: Change,
  put: (document: string) => Promise<unknown>,
  work: () => Promise<Result>,
): Promise<Result> {
  const changed = change(document);
  if (changed === document) throw new Error(`Expected a change of ${document}`);
  try {
    await put(changed);
    return await work();
  } finally {
    await put(document);
  }
}
