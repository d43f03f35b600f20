import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetBucketEncryptionCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { pythonOf } from '../lambda/environments/python-command.ts';
import { withCloud } from '../testing/cloud-client.ts';

const hasPython = process.env.REQUIRE_PYTHON_TOOLS === '1' || (await pythonOf('python3.13')) !== undefined;

const cloud = withCloud();

/** Deploys a template; returns its outputs. */
async function deploy(StackName: string, TemplateBody: string): Promise<Record<string, string>> {
  const client = cloud.client(CloudFormationClient);
  const Capabilities = ['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND'] as const;
  await client.send(new CreateStackCommand({ StackName, TemplateBody, Capabilities: [...Capabilities] }));
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  expect(stack?.StackStatus).toBe('CREATE_COMPLETE');
  return Object.fromEntries(
    (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
  );
}

describe('templates as other tools write them', () => {
  it('have definitions without a title, with a number for a version and members that do nothing, and resources with descriptions', async () => {
    const { ApiId } = await deploy(
      'designed',
      `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: Prod
      DefinitionBody:
        openapi: 3.0
        info: {}
        paths:
          /item:
            get:
              responses: {}
              x-amazon-apigateway-integration:
                httpMethod: POST
                type: aws_proxy
                payloadFormatVersion: '1.0'
                cacheKeyParameters: []
                cacheNamespace: abc123
                uri: !Sub arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Hello.Arn}/invocations
  Hello:
    Type: AWS::Serverless::Function
    Description: Says hello.
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      InlineCode: "exports.handler = async () => ({ statusCode: 200, body: 'hello' })"
      Events: { Get: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /item, Method: get } } }
Outputs: { ApiId: { Value: !Ref Api } }`,
    );
    const response = await fetch(`${cloud.url()}/restapis/${ApiId}/Prod/_user_request_/item`);
    expect(await response.text()).toBe('hello');
  });

  it('may have null where SAM leaves a property out, and nowhere else', async () => {
    const worker = (properties: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs24.x, Handler: index.handler, InlineCode: '//', Role: null, ${properties} }`;
    await deploy('nulls', worker('Layers: null'));
    await expect(deploy('null-variable', worker('Environment: { Variables: { A: null } }'))).rejects.toThrow(
      "[/Resources/Worker/Properties/Environment/Variables/A] 'null' values are not allowed in templates",
    );
  });

  it('ask for bucket keys alone', async () => {
    const { Bucket } = await deploy(
      'keys',
      `Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [{ BucketKeyEnabled: true }] } }
Outputs: { Bucket: { Value: !Ref Bucket } }`,
    );
    const { ServerSideEncryptionConfiguration } = await cloud
      .client(S3Client)
      .send(new GetBucketEncryptionCommand({ Bucket }));
    expect(ServerSideEncryptionConfiguration?.Rules).toEqual([
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: true },
    ]);
  });

  it('trace their functions', async () => {
    await deploy(
      'traced',
      `Transform: AWS::Serverless-2016-10-31
Resources:
  Traced:
    Type: AWS::Serverless::Function
    Properties:
      { Runtime: nodejs24.x, Handler: index.handler, Tracing: Active, InlineCode: 'exports.handler = async () => 1' }`,
    );
  });

  // Where the machine has no Python, the runtime says so by name.
  it.runIf(hasPython)('hold functions in Python (needs Python)', async () => {
    const { Name: FunctionName } = await deploy(
      'inline-python',
      `Transform: AWS::Serverless-2016-10-31
Resources:
  Greeter:
    Type: AWS::Serverless::Function
    Properties: { Runtime: python3.13, Handler: index.greet, InlineCode: "def greet(event, context): return 'hello'" }
Outputs: { Name: { Value: !Ref Greeter } }`,
    );
    const { Payload } = await cloud.client(LambdaClient).send(new InvokeCommand({ FunctionName }));
    expect(Payload?.transformToString()).toBe('"hello"');
  });
});
