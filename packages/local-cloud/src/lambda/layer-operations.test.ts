import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import * as sdk from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { asRole } from '../testing/as-role.ts';
import { withCloud } from '../testing/cloud-client.ts';
import { stackClient } from '../testing/stack-client.ts';
import { zipOf } from './testing/with-lambda.ts';

const cloud = withCloud();
const layers = 'arn:aws:lambda:us-east-1:000000000000:layer';
const ZipFile = zipOf({ 'nodejs/node_modules/shared/index.js': `exports.name = 'layer';` });
const permission = { StatementId: 's1', Action: 'lambda:GetLayerVersion', Principal: '*' };
let lambda: sdk.LambdaClient;

beforeAll(async () => {
  lambda = cloud.client(sdk.LambdaClient);
  const s3 = cloud.client(S3Client);
  await s3.send(new CreateBucketCommand({ Bucket: 'layers' }));
  await s3.send(new PutObjectCommand({ Bucket: 'layers', Key: 'layer.zip', Body: ZipFile }));
});

function publish(LayerName: string, more: Partial<sdk.PublishLayerVersionCommandInput> = {}) {
  return lambda.send(new sdk.PublishLayerVersionCommand({ LayerName, Content: { ZipFile }, ...more }));
}

describe('layer versions', () => {
  it('are counted by layer, read by number and by ARN, and listed newest first', async () => {
    const about = {
      Description: 'd',
      LicenseInfo: 'MIT',
      CompatibleRuntimes: ['nodejs24.x' as const],
      CompatibleArchitectures: ['x86_64' as const],
    };
    const first = await publish('libraries', about);
    const second = await publish('libraries', { Content: { S3Bucket: 'layers', S3Key: 'layer.zip' } });
    expect(first).toMatchObject({
      ...about,
      LayerArn: `${layers}:libraries`,
      LayerVersionArn: `${layers}:libraries:1`,
      Version: 1,
      Content: { CodeSize: ZipFile.length, CodeSha256: expect.any(String) },
      CreatedDate: expect.stringMatching(/^[\d-]{10}T[\d:.]{12}\+0000$/),
    });
    // The link to the content is signed at each call.
    const { $metadata: _, Content: { Location: _link, ...content } = {}, ...rest } = first;
    const shown = { ...rest, Content: content };
    expect(second).toMatchObject({ Version: 2, Description: '', Content: content });
    const byNumber = new sdk.GetLayerVersionCommand({ LayerName: 'libraries', VersionNumber: 1 });
    expect(await lambda.send(byNumber)).toMatchObject(shown);
    const byArn = new sdk.GetLayerVersionByArnCommand({ Arn: first.LayerVersionArn });
    expect(await lambda.send(byArn)).toMatchObject(shown);
    const listed = await lambda.send(new sdk.ListLayerVersionsCommand({ LayerName: shown.LayerArn }));
    expect(listed.LayerVersions?.map(({ Version }) => Version)).toEqual([2, 1]);
    const matching = new sdk.ListLayersCommand({ CompatibleRuntime: 'nodejs24.x' });
    expect((await lambda.send(matching)).Layers).toMatchObject([
      { LayerName: 'libraries', LatestMatchingVersion: { Version: 1 } },
    ]);
  });

  it('keep counting after a deletion, which succeeds for a version that is not there', async () => {
    await publish('counted');
    const VersionNumber = 1;
    for (const LayerName of ['counted', 'counted', 'nowhere']) {
      await lambda.send(new sdk.DeleteLayerVersionCommand({ LayerName, VersionNumber }));
    }
    await expect(
      lambda.send(new sdk.GetLayerVersionCommand({ LayerName: 'counted', VersionNumber })),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The resource you requested does not exist.',
    });
    expect(await publish('counted')).toMatchObject({ Version: 2 });
  });

  it.each([
    [
      'a number below one',
      () => new sdk.GetLayerVersionCommand({ LayerName: 'l', VersionNumber: 0 }),
      'Layer Version Cannot be less than 1',
    ],
    [
      'an ARN without a version',
      () => new sdk.GetLayerVersionByArnCommand({ Arn: `${layers}:l` }),
      `Value '${layers}:l' at 'arn' failed to satisfy constraint`,
    ],
    [
      'a layer of another account',
      () =>
        new sdk.GetLayerVersionByArnCommand({ Arn: `${layers.replace('000000000000', '017000801446')}:l:1` }),
      'layers of others are not offered here',
    ],
    [
      'unknown runtimes and architectures',
      () =>
        new sdk.PublishLayerVersionCommand({
          LayerName: 'l',
          Content: { ZipFile },
          CompatibleRuntimes: ['x' as never],
          CompatibleArchitectures: ['y' as never],
        }),
      /^2 validation errors detected: Value '\[x\]' at 'compatibleRuntimes' .* Value '\[y\]' at 'compatibleArchitectures'/,
    ],
    [
      'an unknown runtime as a filter',
      () => new sdk.ListLayersCommand({ CompatibleRuntime: 'x' as never }),
      "Value 'x' at 'compatibleRuntime'",
    ],
    [
      'extensions',
      () =>
        new sdk.PublishLayerVersionCommand({
          LayerName: 'l',
          Content: { ZipFile: zipOf({ 'extensions/monitor': '' }) },
        }),
      'The extensions of the layer (monitor) are not offered by this embedded cloud.',
    ],
  ])('are refused for %s', async (_, command, message) => {
    await expect(lambda.send(command() as sdk.GetLayerVersionCommand)).rejects.toThrow(message);
  });
});

describe('the policy of a layer version', () => {
  it('has statements that are added, shown and removed', async () => {
    const of = { LayerName: 'shared', VersionNumber: 1 };
    await publish('shared');
    await expect(lambda.send(new sdk.GetLayerVersionPolicyCommand(of))).rejects.toThrow(
      'No policy is associated with the given resource.',
    );
    const added = await lambda.send(new sdk.AddLayerVersionPermissionCommand({ ...of, ...permission }));
    const statement = {
      Sid: 's1',
      Effect: 'Allow',
      Principal: '*',
      Action: permission.Action,
      Resource: `${layers}:shared:1`,
    };
    expect(JSON.parse(added.Statement ?? '')).toEqual(statement);
    const shown = await lambda.send(new sdk.GetLayerVersionPolicyCommand(of));
    expect(shown.RevisionId).toBe(added.RevisionId);
    expect(JSON.parse(shown.Policy ?? '')).toEqual({
      Version: '2012-10-17',
      Id: 'default',
      Statement: [statement],
    });
    const again = new sdk.AddLayerVersionPermissionCommand({ ...of, ...permission });
    await expect(lambda.send(again)).rejects.toMatchObject({ name: 'ResourceConflictException' });
    const late = new sdk.RemoveLayerVersionPermissionCommand({ ...of, StatementId: 's1', RevisionId: 'old' });
    await expect(lambda.send(late)).rejects.toThrow('Call the GetLayerPolicy API');
    await lambda.send(new sdk.RemoveLayerVersionPermissionCommand({ ...of, StatementId: 's1' }));
    await expect(lambda.send(new sdk.GetLayerVersionPolicyCommand(of))).rejects.toThrow('No policy');
  });

  it('opens the version to a caller whose own policies do not', async () => {
    await publish('guarded');
    const of = { LayerName: 'guarded', VersionNumber: 1 };
    const as = await asRole(cloud, 'reader', [
      { Action: 'lambda:PublishLayerVersion', Resource: `${layers}:mine` },
    ]);
    const reader = as(sdk.LambdaClient);
    await expect(reader.send(new sdk.GetLayerVersionCommand(of))).rejects.toThrow(
      `User: arn:aws:sts::000000000000:assumed-role/reader/test is not authorized to perform: lambda:GetLayerVersion on resource: ${layers}:guarded:1 because no identity-based policy allows the lambda:GetLayerVersion action`,
    );
    await lambda.send(new sdk.AddLayerVersionPermissionCommand({ ...of, ...permission }));
    expect(await reader.send(new sdk.GetLayerVersionCommand(of))).toMatchObject({ Version: 1 });
    const mine = { LayerName: 'mine', Content: { ZipFile } };
    expect(await reader.send(new sdk.PublishLayerVersionCommand(mine))).toMatchObject({ Version: 1 });
    await expect(
      reader.send(new sdk.DeleteLayerVersionCommand({ LayerName: 'mine', VersionNumber: 1 })),
    ).rejects.toThrow(`lambda:DeleteLayerVersion on resource: ${layers}:mine:1`);
  });
});

it('a stack has layers, their permissions and functions that use them', async () => {
  const stack = stackClient(cloud.client(CloudFormationClient), 'layered');
  const template = (description: string) => ({
    Resources: {
      Libraries: {
        Type: 'AWS::Lambda::LayerVersion',
        Properties: { Content: { S3Bucket: 'layers', S3Key: 'layer.zip' }, Description: description },
      },
      Open: {
        Type: 'AWS::Lambda::LayerVersionPermission',
        Properties: { LayerVersionArn: { Ref: 'Libraries' }, Action: permission.Action, Principal: '*' },
      },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Statement: [
              { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
            ],
          },
        },
      },
      Names: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: 'names',
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Code: { ZipFile: `exports.handler = async () => require('shared').name;` },
          Layers: [{ 'Fn::GetAtt': ['Libraries', 'LayerVersionArn'] }],
        },
      },
    },
    Outputs: { Layer: { Value: { Ref: 'Libraries' } } },
  });
  await stack.create(template('first'));
  expect(await stack.outputs()).toEqual({ Layer: `${layers}:Libraries:1` });
  const { Payload } = await lambda.send(new sdk.InvokeCommand({ FunctionName: 'names' }));
  expect(Payload?.transformToString()).toBe('"layer"');
  await stack.update(template('second'));
  expect(await stack.outputs()).toEqual({ Layer: `${layers}:Libraries:2` });
  const { Layers } = await lambda.send(new sdk.GetFunctionConfigurationCommand({ FunctionName: 'names' }));
  expect(Layers).toEqual([{ Arn: `${layers}:Libraries:2`, CodeSize: ZipFile.length }]);
  const ofLayer = { LayerName: 'Libraries' };
  const versions = await lambda.send(new sdk.ListLayerVersionsCommand(ofLayer));
  expect(versions.LayerVersions?.map(({ Version }) => Version)).toEqual([2]);
  await stack.delete();
  expect((await lambda.send(new sdk.ListLayerVersionsCommand(ofLayer))).LayerVersions).toEqual([]);
});
