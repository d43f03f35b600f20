import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { ClientOptions, withCloud } from './cloud-client.ts';

/**
 * Makes SDK clients that sign as a new role which may do what the statements allow and nothing else. Its caller's
 * name in refusals is `arn:aws:sts::000000000000:assumed-role/<name>/test`.
 */
export async function asRole(
  cloud: ReturnType<typeof withCloud>,
  RoleName: string,
  statements: readonly {
    readonly Action: string | string[];
    readonly Resource: string | string[];
    readonly Condition?: object;
  }[],
) {
  const iam = cloud.client(IAMClient);
  const trusted = { Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'sts:AssumeRole' };
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy([trusted]) }),
  );
  const PolicyDocument = policy(statements.map((statement) => ({ Effect: 'Allow', ...statement })));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'least', PolicyDocument }));
  const { Credentials: { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = {} } = await cloud
    .client(STSClient)
    .send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'test' }));
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
  return <T>(Client: new (options: ClientOptions) => T): T =>
    new Client({
      endpoint: cloud.url(),
      region: 'us-east-1',
      credentials,
      forcePathStyle: true,
      maxAttempts: 1,
    });
}

function policy(Statement: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
