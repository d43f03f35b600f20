import { randomBytes } from 'node:crypto';
import { CreateRoleCommand, DeleteRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { clientConfig } from '@samples/localstack-client';

/**
 * Whether an endpoint refuses what no policy allows; some emulators let everyone do everything. Only a role without
 * any permission that may list roles all the same is taken for a no.
 */
export async function enforcesIam(endpoint: string): Promise<boolean> {
  const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint });
  const iam = new IAMClient(config);
  const sts = new STSClient(config);
  const { Account } = await sts.send(new GetCallerIdentityCommand({}));
  const RoleName = `without-permission-${randomBytes(4).toString('hex')}`;
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(Account) }),
  );
  try {
    const session = { RoleArn: Role?.Arn, RoleSessionName: RoleName };
    const { Credentials: key } = await sts.send(new AssumeRoleCommand(session));
    const credentials = {
      accessKeyId: key?.AccessKeyId ?? '',
      secretAccessKey: key?.SecretAccessKey ?? '',
      sessionToken: key?.SessionToken ?? '',
    };
    await new IAMClient({ ...config, credentials }).send(new ListRolesCommand({}));
    return false;
  } catch {
    return true;
  } finally {
    await iam.send(new DeleteRoleCommand({ RoleName }));
  }
}

function trust(account: string | undefined): string {
  const statement = { Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}
