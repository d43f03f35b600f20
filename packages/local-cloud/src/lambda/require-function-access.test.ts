import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';
import { zipOf } from './testing/with-lambda.ts';

const cloud = withCloud();
let lambda: LambdaClient;
let Role: string;

beforeAll(async () => {
  lambda = cloud.client(LambdaClient);
  const iam = cloud.client(IAMClient);
  const RoleName = 'caller';
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const allowed = {
    Effect: 'Allow',
    Action: 'lambda:InvokeFunction',
    Resource: 'arn:aws:lambda:*:*:function:open',
  };
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const { Role: role } = await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document(trust) }),
  );
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: document(allowed) }));
  Role = role?.Arn ?? '';
  await create(
    'credentials',
    `async () => Object.entries(process.env).filter(([name]) => /KEY|TOKEN/.test(name))`,
  );
  for (const name of ['open', 'closed']) await create(name, 'async () => 1');
});

async function create(FunctionName: string, handler: string): Promise<void> {
  const Code = { ZipFile: zipOf({ 'index.mjs': `export const handler = ${handler};` }) };
  const fixed = { Runtime: 'nodejs24.x', Handler: 'index.handler', Role, Code } as const;
  await lambda.send(new CreateFunctionCommand({ FunctionName, ...fixed }));
  await waitUntilFunctionActiveV2(
    { client: lambda, maxWaitTime: 300, minDelay: 0.05, maxDelay: 0.1 },
    { FunctionName },
  );
}

describe('the credentials of a function', () => {
  it('LA-31: allow what its role allows, and nothing else', async () => {
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'credentials' }));
    const variables = Object.fromEntries(JSON.parse(Payload?.transformToString() ?? '[]'));
    const asFunction = new LambdaClient({
      endpoint: cloud.url(),
      region: 'us-east-1',
      credentials: {
        accessKeyId: variables.AWS_ACCESS_KEY_ID,
        secretAccessKey: variables.AWS_SECRET_ACCESS_KEY,
        sessionToken: variables.AWS_SESSION_TOKEN,
      },
    });
    const opened = await asFunction.send(new InvokeCommand({ FunctionName: 'open' }));
    expect(opened.Payload?.transformToString()).toBe('1');
    await expect(asFunction.send(new InvokeCommand({ FunctionName: 'closed' }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
      message:
        'User: arn:aws:sts::000000000000:assumed-role/caller/credentials is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:us-east-1:000000000000:function:closed because no identity-based policy allows the lambda:InvokeFunction action',
    });
  });
});
