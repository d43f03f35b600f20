import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';
import { zipOf } from './testing/with-lambda.ts';

const cloud = withCloud();
let lambda: LambdaClient;
let Role: string;

beforeAll(async () => {
  lambda = cloud.client(LambdaClient);
  const Statement = [
    { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ];
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  const role = await cloud
    .client(IAMClient)
    .send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument }));
  Role = role.Role?.Arn ?? '';
});

const returning = (value: unknown) =>
  zipOf({
    'index.mjs': `export const handler = async (event, { invokedFunctionArn, functionVersion }) =>
    ({ value: ${JSON.stringify(value)}, env: process.env.MINE, invokedFunctionArn, functionVersion });`,
  });

const waiting = () => ({ client: lambda, maxWaitTime: 300, minDelay: 0.05, maxDelay: 0.1 });

async function create(FunctionName: string, value: unknown = 1, settings = {}) {
  const Code = { ZipFile: returning(value) };
  const fixed = { FunctionName, Runtime: 'nodejs24.x', Handler: 'index.handler', Role, Code } as const;
  const created = await lambda.send(new CreateFunctionCommand({ ...fixed, ...settings }));
  await waitUntilFunctionActiveV2(waiting(), { FunctionName });
  return created;
}

async function invoke(FunctionName: string, settings = {}) {
  const result = await lambda.send(new InvokeCommand({ FunctionName, ...settings }));
  const text = result.Payload?.transformToString();
  return { ...result, value: text ? JSON.parse(text) : undefined };
}

describe('a function', () => {
  it('is created with the members that AWS shows', async () => {
    const created = await create('made', 1, { Description: 'a', Timeout: 5, Tags: { team: 'a' } });
    expect(created).toMatchObject({
      FunctionName: 'made',
      FunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:made',
      Version: '$LATEST',
      State: 'Pending',
      StateReasonCode: 'Creating',
      MemorySize: 128,
      Timeout: 5,
      PackageType: 'Zip',
    });
    const { Configuration, Tags } = await lambda.send(new GetFunctionCommand({ FunctionName: 'made' }));
    const active = { State: 'Active', LastUpdateStatus: 'Successful' };
    expect(Configuration).toMatchObject({ ...active, CodeSha256: created.CodeSha256, Description: 'a' });
    expect([created.LastUpdateStatus, created.RevisionId === Configuration?.RevisionId]).toEqual([
      undefined,
      false,
    ]);
    expect(Tags).toEqual({ team: 'a' });
    const { Functions } = await lambda.send(new ListFunctionsCommand({}));
    expect(Functions?.map(({ FunctionName }) => FunctionName)).toContain('made');
  });

  it.each([{ TenantId: 'a' }, { DurableExecutionName: 'a' }])(
    'refuses to be invoked with %j',
    async (settings) => {
      const [name] = Object.keys(settings);
      await expect(invoke('made', settings)).rejects.toThrow(`${name} is not offered by this embedded cloud`);
    },
  );

  it('has one architecture and at most 50 tags', async () => {
    const tags = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key${index}`, 'x']));
    await expect(create('tagged-much', 1, { Tags: tags })).rejects.toThrow('exceeds resource tag limit');
    await expect(create('two', 1, { Architectures: ['x86_64', 'arm64'] })).rejects.toThrow(
      "'[x86_64, arm64]' at 'architectures' failed to satisfy constraint: Member must have length less than or equal to 1",
    );
  });

  it('cannot be created twice', async () => {
    await create('once');
    await expect(create('once')).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: 'Function already exist: once',
    });
  });

  it.each([
    [
      'Runtime',
      'nope',
      /Value nope at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: \[/,
    ],
    ['Timeout', 901, /'901' at 'timeout' failed.*less than or equal to 900/],
    ['MemorySize', 64, /'64' at 'memorySize' failed.*greater than or equal to 128/],
    ['Role', 'arn:aws:iam::000000000000:role/nobody', /cannot be assumed by Lambda/],
    ['Environment', { Variables: { AWS_REGION: 'x' } }, /Reserved keys used in this request: AWS_REGION/],
    ['Environment', { Variables: { BIG: 'x'.repeat(5000) } }, /exceeded the 4KB limit/],
    ['Layers', ['arn:aws:lambda:us-east-1:1:layer:a:1'], /Value '\[arn.*\]' at 'layers'/],
    ['Code', { S3Bucket: 'nowhere', S3Key: 'k' }, /S3 Error Code: NoSuchKey/],
    ['Code', { ZipFile: Buffer.from('no zip') }, /Could not unzip uploaded file/],
  ])('is refused with a wrong %s', async (name, value, message) => {
    await expect(create('refused', 1, { [name]: value })).rejects.toThrow(message);
  });

  it('changes its code and its configuration', async () => {
    await create('changing');
    expect((await invoke('changing')).value.value).toBe(1);
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'changing', ZipFile: returning(2) }));
    await waitUntilFunctionUpdatedV2(waiting(), { FunctionName: 'changing' });
    const Environment = { Variables: { MINE: 'set' } };
    await lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName: 'changing', Environment, Timeout: 9 }),
    );
    await waitUntilFunctionUpdatedV2(waiting(), { FunctionName: 'changing' });
    expect((await invoke('changing')).value).toMatchObject({ value: 2, env: 'set' });
    const shown = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'changing' }));
    expect(shown).toMatchObject({ Timeout: 9, Handler: 'index.handler' });
  });

  it('cannot be invoked after its deletion', async () => {
    await create('deleted');
    await lambda.send(new DeleteFunctionCommand({ FunctionName: 'deleted' }));
    await expect(invoke('deleted')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('has tags', async () => {
    const { FunctionArn: Resource } = await create('tagged');
    await lambda.send(new TagResourceCommand({ Resource, Tags: { a: '1', b: '2', c: '3' } }));
    await lambda.send(new UntagResourceCommand({ Resource, TagKeys: ['a', 'b'] }));
    expect((await lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ c: '3' });
  });
});

describe('an invocation over HTTP', () => {
  it('LA-11: carries the log, the version and the request id in its headers', async () => {
    await create('headers');
    const result = await invoke('headers', { LogType: 'Tail' });
    expect(result).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    const log = Buffer.from(result.LogResult ?? '', 'base64').toString();
    expect(log).toContain(`START RequestId: ${result.$metadata.requestId} Version: $LATEST`);
    expect((await invoke('headers')).LogResult).toBeUndefined();
  });

  it('is accepted at once as an event', async () => {
    await create('event');
    expect(await invoke('event', { InvocationType: 'Event' })).toMatchObject({
      StatusCode: 202,
      value: undefined,
    });
  });

  it('LA-16: finds a function by name, ARN and partial ARN', async () => {
    await create('found');
    for (const name of [
      'found',
      '000000000000:function:found',
      'arn:aws:lambda:us-east-1:000000000000:function:found:$LATEST',
    ]) {
      expect((await invoke(name)).value.value).toBe(1);
    }
  });

  it('LA-15: is throttled where the concurrency is used up', async () => {
    await create('reserved');
    const FunctionName = 'reserved';
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
    await expect(invoke(FunctionName)).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      $metadata: { httpStatusCode: 429 },
    });
    expect(await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }))).toMatchObject({
      ReservedConcurrentExecutions: 0,
    });
    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    expect((await invoke(FunctionName)).StatusCode).toBe(200);
    const tooMuch = new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 901 });
    await expect(lambda.send(tooMuch)).rejects.toThrow(/below its minimum value of \[100\]/);
  });
});

describe('versions and aliases', () => {
  it('LA-28, LA-29: keep the former code of a function', async () => {
    const FunctionName = 'versioned';
    await create(FunctionName, 'one');
    expect(await lambda.send(new PublishVersionCommand({ FunctionName }))).toMatchObject({ Version: '1' });
    expect(await lambda.send(new PublishVersionCommand({ FunctionName }))).toMatchObject({ Version: '1' });
    await lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName, ZipFile: returning('two'), Publish: true }),
    );
    await waitUntilFunctionUpdatedV2(waiting(), { FunctionName });
    expect((await invoke('versioned:1')).value).toMatchObject({ value: 'one', functionVersion: '1' });
    expect((await invoke(FunctionName, { Qualifier: '2' })).value.value).toBe('two');
    const { Versions } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
    expect(Versions?.map(({ Version }) => Version)).toEqual(['$LATEST', '1', '2']);

    const alias = { FunctionName, Name: 'live' };
    await lambda.send(new CreateAliasCommand({ ...alias, FunctionVersion: '1' }));
    const live = await invoke('versioned:live');
    expect(live.ExecutedVersion).toBe('1');
    expect(live.value).toMatchObject({
      value: 'one',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:versioned:live',
    });
    const RoutingConfig = { AdditionalVersionWeights: { 2: 1 } };
    await lambda.send(new UpdateAliasCommand({ ...alias, RoutingConfig }));
    expect((await invoke('versioned:live')).ExecutedVersion).toBe('2');
    await lambda.send(new UpdateAliasCommand({ ...alias, FunctionVersion: '2', RoutingConfig: {} }));
    expect(await lambda.send(new GetAliasCommand(alias))).toMatchObject({ FunctionVersion: '2' });
    expect((await lambda.send(new ListAliasesCommand({ FunctionName }))).Aliases).toHaveLength(1);

    const deleteVersion = new DeleteFunctionCommand({ FunctionName, Qualifier: '2' });
    await expect(lambda.send(deleteVersion)).rejects.toMatchObject({ name: 'ResourceConflictException' });
    await lambda.send(new DeleteAliasCommand(alias));
    await lambda.send(deleteVersion);
    await expect(invoke('versioned:2')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('are refused where they do not fit', async () => {
    const FunctionName = 'misfit';
    await create(FunctionName, 1, { Publish: true });
    const alias = (Name: string, FunctionVersion: string) =>
      new CreateAliasCommand({ FunctionName, Name, FunctionVersion });
    await expect(lambda.send(alias('live', '7'))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(lambda.send(alias('1', '1'))).rejects.toThrow(/at 'name' failed to satisfy constraint/);
    await lambda.send(alias('live', '1'));
    await expect(lambda.send(alias('live', '1'))).rejects.toMatchObject({
      name: 'ResourceConflictException',
    });
    const stale = new UpdateAliasCommand({ FunctionName, Name: 'live', RevisionId: 'old' });
    await expect(lambda.send(stale)).rejects.toMatchObject({ name: 'PreconditionFailedException' });
  });
});

describe('a resource policy', () => {
  it('is made of permissions', async () => {
    const FunctionName = 'permitted';
    await create(FunctionName);
    const permission = {
      FunctionName,
      StatementId: 'api',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    };
    await lambda.send(
      new AddPermissionCommand({ ...permission, SourceArn: 'arn:aws:execute-api:*:*:abc/*/GET/a' }),
    );
    await expect(lambda.send(new AddPermissionCommand(permission))).rejects.toMatchObject({
      name: 'ResourceConflictException',
    });
    const { Policy = '' } = await lambda.send(new GetPolicyCommand({ FunctionName }));
    expect(JSON.parse(Policy).Statement).toEqual([
      {
        Sid: 'api',
        Effect: 'Allow',
        Principal: { Service: 'apigateway.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Resource: 'arn:aws:lambda:us-east-1:000000000000:function:permitted',
        Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:execute-api:*:*:abc/*/GET/a' } },
      },
    ]);
    await lambda.send(new RemovePermissionCommand({ FunctionName, StatementId: 'api' }));
    await expect(lambda.send(new GetPolicyCommand({ FunctionName }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('settings of asynchronous invocations', () => {
  it('are kept, and refused where no such destination is offered', async () => {
    const FunctionName = 'configured';
    await create(FunctionName);
    const put = (Destination: string) =>
      lambda.send(
        new PutFunctionEventInvokeConfigCommand({
          FunctionName,
          MaximumRetryAttempts: 1,
          DestinationConfig: { OnFailure: { Destination } },
        }),
      );
    expect(await put('arn:aws:s3:::failures')).toMatchObject({
      FunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:configured:$LATEST',
      MaximumRetryAttempts: 1,
      LastModified: expect.any(Date),
    });
    await expect(put('arn:aws:sqs:us-east-1:000000000000:q')).rejects.toThrow(/expected an S3 bucket/);
  });
});
