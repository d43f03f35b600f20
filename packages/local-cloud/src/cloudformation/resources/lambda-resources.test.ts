import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import {
  GetFunctionCommand,
  GetFunctionEventInvokeConfigCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { beforeAll, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();
let stacks: CloudFormationClient;
let lambda: LambdaClient;

beforeAll(() => {
  stacks = cloud.client(CloudFormationClient);
  lambda = cloud.client(LambdaClient);
});

interface Wanted {
  readonly answer: number;
  /** Of the version resource, which a new code replaces. */
  readonly version: string;
  readonly settings?: object;
}

function template({ answer, version, settings }: Wanted): object {
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const FunctionName = { Ref: 'Hello' };
  return {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] } },
      },
      Hello: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Code: { ZipFile: `exports.handler = async () => [${answer}, process.env.MINE];` },
          ...settings,
        },
      },
      [version]: { Type: 'AWS::Lambda::Version', DeletionPolicy: 'Retain', Properties: { FunctionName } },
      Live: {
        Type: 'AWS::Lambda::Alias',
        Properties: { FunctionName, Name: 'live', FunctionVersion: { 'Fn::GetAtt': [version, 'Version'] } },
      },
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          FunctionName: { Ref: 'Live' },
          Action: 'lambda:InvokeFunction',
          Principal: 'apigateway.amazonaws.com',
        },
      },
      Events: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        DependsOn: 'Live',
        Properties: { FunctionName, Qualifier: 'live', MaximumRetryAttempts: '1' },
      },
    },
    Outputs: { Name: { Value: FunctionName }, Alias: { Value: { Ref: 'Live' } } },
  };
}

async function invoke(FunctionName: string): Promise<unknown> {
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName }));
  return JSON.parse(Payload?.transformToString() ?? '');
}

it('makes a function with version, alias and permission, changes them, and removes them', async () => {
  const stack = stackClient(stacks, 'hello');
  const first = template({
    answer: 1,
    version: 'VersionOne',
    settings: {
      Timeout: '7',
      Environment: { Variables: { MINE: 5 } },
      ReservedConcurrentExecutions: 3,
      LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN', LogGroup: 'own' },
      Tags: [{ Key: 'team', Value: 'a' }],
    },
  });
  await stack.create(first);
  const { Name: FunctionName = '', Alias = '' } = await stack.outputs();
  expect(FunctionName).toMatch(/^hello-Hello-\w+$/);
  expect(Alias).toBe(`arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}:live`);
  expect(await invoke(Alias)).toEqual([1, '5']);
  expect(await lambda.send(new GetFunctionCommand({ FunctionName }))).toMatchObject({
    Configuration: {
      Timeout: 7,
      LoggingConfig: {
        LogFormat: 'JSON',
        ApplicationLogLevel: 'INFO',
        SystemLogLevel: 'WARN',
        LogGroup: 'own',
      },
    },
    Concurrency: { ReservedConcurrentExecutions: 3 },
    Tags: { team: 'a' },
  });
  const { Policy = '' } = await lambda.send(new GetPolicyCommand({ FunctionName, Qualifier: 'live' }));
  expect(JSON.parse(Policy).Statement[0]).toMatchObject({ Resource: Alias });
  const events = new GetFunctionEventInvokeConfigCommand({ FunctionName, Qualifier: 'live' });
  expect(await lambda.send(events)).toMatchObject({ MaximumRetryAttempts: 1 });

  const second = template({ answer: 2, version: 'VersionTwo' });
  await stack.update(second);
  expect(await invoke(Alias)).toEqual([2, null]);
  expect(await invoke(`${FunctionName}:1`)).toEqual([1, '5']);
  const changed = await lambda.send(new GetFunctionCommand({ FunctionName }));
  expect(changed.Configuration).toMatchObject({
    Timeout: 3,
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${FunctionName}` },
  });
  expect(changed.Concurrency).toBeUndefined();

  await stack.delete();
  await expect(lambda.send(new GetFunctionCommand({ FunctionName }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

it('rolls back a version that would be the same as the one before', async () => {
  const stack = stackClient(stacks, 'unchanged');
  await stack.create(template({ answer: 1, version: 'A' }));
  const again = template({ answer: 1, version: 'B' });
  await expect(stack.update(again)).rejects.toThrow(
    /^B CREATE_FAILED: .*"A version for this Lambda function exists \( 1 \)/m,
  );
});
