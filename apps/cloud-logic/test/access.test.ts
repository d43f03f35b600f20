import { CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  DeleteRolePolicyCommand,
  GetRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { clientConfig } from '@samples/localstack-client';
import { AwsClient } from 'aws4fetch';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { enforcesIam } from '../../../scripts/testing/enforces-iam.ts';
import { type AppUser, appUser, baseUrl } from './app-user.ts';

const { endpoint, outputs, stackName } = inject('sample');
const config = clientConfig({ ...process.env, AWS_ENDPOINT_URL: endpoint });
const iam = new IAMClient(config);
const isEnforced = await enforcesIam(endpoint);

describe.skipIf(!isEnforced)('the signed-in role (shown where the endpoint enforces IAM)', () => {
  let user: AppUser;
  beforeAll(async () => {
    user = await appUser('eve@example.com');
  });

  it('invokes no function', async () => {
    const lambda = new LambdaClient({ ...config, credentials: user.credentials });
    const call = lambda.send(new InvokeCommand({ FunctionName: outputs.FunctionName }));
    await expect(call).rejects.toThrow('is not authorized to perform: lambda:InvokeFunction');
  });

  it('reads no table', async () => {
    const table = new DynamoDBClient({ ...config, credentials: user.credentials });
    const call = table.send(new ScanCommand({ TableName: outputs.TableName }));
    await expect(call).rejects.toThrow('is not authorized to perform: dynamodb:Scan');
  });

  it('takes no other role', async () => {
    const sts = new STSClient({ ...config, credentials: user.credentials });
    const RoleArn = (await roleOf('NotesRole')).arn;
    const Tags = [{ Key: 'sub', Value: 'somebody' }];
    const call = sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'eve', Tags }));
    await expect(call).rejects.toThrow('is not authorized to perform: sts:AssumeRole');
  });

  it('invokes no other API', async () => {
    const signer = new AwsClient({ ...user.credentials, service: 'execute-api', region: 'us-east-1' });
    const other = baseUrl.replace(outputs.ApiId ?? '', 'abcdefghij');
    const response = await signer.fetch(`${other}/notes`);
    expect(response.status).not.toBe(200);
  });

  it('is refused with a signature of another secret, and without its session token', async () => {
    const wrong = [
      { ...user.credentials, secretAccessKey: 'x' },
      { accessKeyId: user.credentials.accessKeyId, secretAccessKey: user.credentials.secretAccessKey },
    ];
    for (const keys of wrong) {
      const signer = new AwsClient({ ...keys, service: 'execute-api', region: 'us-east-1' });
      expect((await signer.fetch(`${baseUrl}/notes`)).status).toBe(403);
    }
  });
});

describe.skipIf(!isEnforced)('the role of the notes (shown where the endpoint enforces IAM)', () => {
  it('reaches the notes of its tag because of the condition alone', async () => {
    const jane = await appUser('tagged@example.com');
    const { name } = await roleOf('NotesRole');
    const policy = { RoleName: name, PolicyName: 'OwnNotes' };
    const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand(policy));
    const document = decodeURIComponent(PolicyDocument);
    const foreign = document.replace('${aws:PrincipalTag/sub}', 'somebody else');
    expect(foreign).not.toBe(document);
    expect((await jane.byToken('GET', '/token/notes')).status).toBe(200);
    try {
      await iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument: foreign }));
      expect((await jane.byToken('GET', '/token/notes')).status).toBe(500);
      await iam.send(new DeleteRolePolicyCommand(policy));
      expect((await jane.byToken('GET', '/token/notes')).status).toBe(500);
    } finally {
      await iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument: document }));
    }
    expect((await jane.byToken('GET', '/token/notes')).status).toBe(200);
  });
});

async function roleOf(LogicalResourceId: string): Promise<{ readonly name: string; readonly arn: string }> {
  const cloudFormation = new CloudFormationClient(config);
  const resource = { StackName: stackName, LogicalResourceId };
  const { StackResourceDetail } = await cloudFormation.send(new DescribeStackResourceCommand(resource));
  const name = StackResourceDetail?.PhysicalResourceId ?? '';
  return { name, arn: `arn:aws:iam::000000000000:role/${name}` };
}
