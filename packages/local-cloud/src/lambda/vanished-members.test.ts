import * as sdk from '@aws-sdk/client-lambda';
import { expect, it } from 'vitest';
import { defaultAccount } from '../account.ts';
import { restJsonService } from '../aws/rest-json-protocol.ts';
import { vanishedMembers } from '../testing/vanished-members.ts';
import { lambdaInputTypes } from './lambda-input-types.ts';
import { operationRoutes } from './lambda-routes.ts';
import type { LambdaOperations } from './operations.ts';
import { withLambda, zipOf } from './testing/with-lambda.ts';

const { use } = withLambda();
const FunctionName = 'f';
const LayerName = 'libraries';

it('honours, keeps or refuses by name each member of each input', async () => {
  const { lambda, s3, roleArn } = use();
  const ZipFile = zipOf({ 'index.mjs': 'export const handler = () => 1;' });
  s3.operations.CreateBucket({ Bucket: 'bucket' });
  await s3.operations.PutObject({ Bucket: 'bucket', Key: 'key', Body: Buffer.from(ZipFile) as never });
  const required = { Runtime: 'nodejs24.x', Handler: 'index.handler', Role: roleArn } as const;
  const permission = { StatementId: 'old', Action: 'lambda:InvokeFunction', Principal: '*' };

  const layerPermission = { StatementId: 'old', Action: 'lambda:GetLayerVersion', Principal: '*' };

  async function prepare(operation: string) {
    const { operations } = lambda;
    if (operations.ListFunctions({}).Functions?.length) operations.DeleteFunction({ FunctionName });
    if (operation.includes('Layer')) await prepareLayer(operation);
    if (operation === 'CreateFunction') return prepared;
    await operations.CreateFunction({ ...required, FunctionName, Code: { ZipFile } });
    operations.PublishVersion({ FunctionName });
    operations.PutFunctionEventInvokeConfig({ FunctionName, MaximumRetryAttempts: 1 });
    if (operation !== 'AddPermission') operations.AddPermission({ ...permission, FunctionName });
    if (operation !== 'CreateAlias')
      operations.CreateAlias({ FunctionName, Name: 'live', FunctionVersion: '1' });
    if (/Alias$|CreateFunctionUrl/.test(operation)) return prepared;
    for (const Qualifier of [undefined, 'live'])
      operations.CreateFunctionUrlConfig({ FunctionName, Qualifier, AuthType: 'NONE' });
    return prepared;
  }

  async function prepareLayer(operation: string) {
    const { PublishLayerVersion, AddLayerVersionPermission } = lambda.operations;
    const { Version: VersionNumber } = await PublishLayerVersion({ LayerName, Content: { ZipFile } });
    prepared.samples = {
      VersionNumber,
      Arn: `arn:aws:lambda:us-east-1:000000000000:layer:${LayerName}:${VersionNumber}`,
    };
    if (operation === 'AddLayerVersionPermission') return;
    AddLayerVersionPermission({ ...layerPermission, LayerName, VersionNumber });
  }

  const prepared = {
    samples: {} as Record<string, unknown>,
    operations: lambda.operations,
    serve: (operations: LambdaOperations) =>
      restJsonService({
        signingName: 'lambda',
        routes: operationRoutes(defaultAccount, operations),
        inputTypes: lambdaInputTypes,
      }),
  };
  const vanished = await vanishedMembers({
    sdk,
    Client: sdk.LambdaClient,
    operations: Object.keys(lambda.operations),
    prepare,
    samples: {
      ...required,
      ...permission,
      FunctionName,
      AllowMethods: ['GET'],
      ApplicationLogLevel: 'DEBUG',
      Architectures: ['arm64'],
      AuthType: 'NONE',
      FunctionVersion: '1',
      InvokeMode: 'BUFFERED',
      LogFormat: 'JSON',
      MaxAge: 60,
      MemorySize: 256,
      'AddLayerVersionPermission.Action': layerPermission.Action,
      Name: 'live',
      LayerName,
      Qualifier: 'live',
      Resource: `arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}`,
      SystemLogLevel: 'DEBUG',
      Timeout: 4,
      ZipFile,
      ApplyOn: 'PublishedVersions',
    },
    besides: {
      CreateFunction: { ...required, Code: { S3Bucket: 'bucket', S3Key: 'key' } },
      PutFunctionEventInvokeConfig: { MaximumRetryAttempts: 1 },
      PublishLayerVersion: { Content: { S3Bucket: 'bucket', S3Key: 'key' } },
      UpdateFunctionCode: { S3Bucket: 'bucket', S3Key: 'key' },
    },
  });
  expect(vanished).toEqual([]);
});
