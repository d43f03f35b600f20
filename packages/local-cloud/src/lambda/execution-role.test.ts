import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  FilterLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  PutFunctionEventInvokeConfigCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';
import { zipOf } from './testing/with-lambda.ts';

const cloud = withCloud();
const role = { RoleName: 'role', PolicyName: 'policy' };
const createGroup = 'logs:CreateLogGroup';
const createStream = 'logs:CreateLogStream';
const putEvents = 'logs:PutLogEvents';
let lambda: LambdaClient;
let Role: string;

const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

beforeAll(async () => {
  lambda = cloud.client(LambdaClient);
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const created = await cloud
    .client(IAMClient)
    .send(new CreateRoleCommand({ RoleName: role.RoleName, AssumeRolePolicyDocument: document(trust) }));
  Role = created.Role?.Arn ?? '';
});

/** From now on the role allows these actions and no others. */
async function grant(...Action: string[]): Promise<void> {
  const PolicyDocument = document({ Effect: 'Allow', Action, Resource: '*' });
  await cloud.client(IAMClient).send(new PutRolePolicyCommand({ ...role, PolicyDocument }));
}

async function create(FunctionName: string, body: string): Promise<void> {
  const ZipFile = zipOf({ 'index.mjs': `export const handler = async () => { ${body} };` });
  const fixed = { Runtime: 'nodejs24.x', Handler: 'index.handler', Role, Code: { ZipFile } } as const;
  await lambda.send(new CreateFunctionCommand({ FunctionName, ...fixed }));
  await waitUntilFunctionActiveV2(
    { client: lambda, maxWaitTime: 300, minDelay: 0.05, maxDelay: 0.1 },
    { FunctionName },
  );
}

/** Calls the function and returns the tail of its log. */
async function call(FunctionName: string): Promise<string> {
  const { LogResult = '' } = await lambda.send(new InvokeCommand({ FunctionName, LogType: 'Tail' }));
  return Buffer.from(LogResult, 'base64').toString();
}

/** How often "said" is in its log. */
async function written(FunctionName: string): Promise<number> {
  const logs = cloud.client(CloudWatchLogsClient);
  const search = new FilterLogEventsCommand({
    logGroupName: `/aws/lambda/${FunctionName}`,
    filterPattern: 'said',
  });
  try {
    return (await logs.send(search)).events?.length ?? 0;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return 0;
    throw error;
  }
}

describe('the log of a function', () => {
  it.each([
    ['CreateLogGroup', [createStream, putEvents]],
    ['CreateLogStream', [createGroup, putEvents]],
    ['PutLogEvents', [createGroup, createStream]],
  ])('LA-27: is not written without %s, but its tail is shown', async (missing, actions) => {
    await create(missing, "console.log('said');");
    await grant(...actions);
    expect(await call(missing)).toContain('said');
    expect(await written(missing)).toBe(0);
    await grant(createGroup, createStream, putEvents);
    await call(missing);
    expect(await written(missing)).toBe(1);
  });

  it('needs no CreateLogGroup where the group exists', async () => {
    await cloud
      .client(CloudWatchLogsClient)
      .send(new CreateLogGroupCommand({ logGroupName: '/aws/lambda/grouped' }));
    await create('grouped', "console.log('said');");
    await grant(createStream, putEvents);
    await call('grouped');
    expect(await written('grouped')).toBe(1);
  });

  it('follows each change of the policies of the role, in an environment that runs already', async () => {
    const iam = cloud.client(IAMClient);
    const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    const managed = { RoleName: role.RoleName, PolicyArn };
    const counts: number[] = [];
    const count = async () => {
      await call('followed');
      counts.push(await written('followed'));
    };
    await create('followed', "console.log('said');");
    await grant(createGroup, createStream, putEvents);
    await count();
    await iam.send(new DeleteRolePolicyCommand(role));
    await count();
    await iam.send(new AttachRolePolicyCommand(managed));
    await count();
    await iam.send(new DetachRolePolicyCommand(managed));
    await count();
    expect(counts).toEqual([1, 1, 2, 2]);
  });
});

describe('the failure destination of a function', () => {
  it('LA-19: receives only what the role may put there', async () => {
    const s3 = cloud.client(S3Client);
    await s3.send(new CreateBucketCommand({ Bucket: 'failures' }));
    await create('failing', "throw new Error('said');");
    const DestinationConfig = { OnFailure: { Destination: 'arn:aws:s3:::failures' } };
    const settings = { FunctionName: 'failing', MaximumRetryAttempts: 0, DestinationConfig };
    await lambda.send(new PutFunctionEventInvokeConfigCommand(settings));
    const failures = async () => (await s3.send(new ListObjectsV2Command({ Bucket: 'failures' }))).KeyCount;
    const fail = () => lambda.send(new InvokeCommand({ FunctionName: 'failing', InvocationType: 'Event' }));

    const report = vi.spyOn(console, 'error').mockImplementation(() => {});
    await grant(createGroup, createStream, putEvents);
    await fail();
    await expect
      .poll(() => report.mock.calls)
      .toEqual([
        [expect.stringMatching(/^The failure destination of failing refused an event: AccessDenied/)],
      ]);
    report.mockRestore();
    await grant(createGroup, createStream, putEvents, 's3:PutObject');
    await fail();
    await expect.poll(failures).toBe(1);
  });
});
