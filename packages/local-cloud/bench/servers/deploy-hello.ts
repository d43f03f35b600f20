import { APIGatewayClient, CreateDeploymentCommand, ImportRestApiCommand } from '@aws-sdk/client-api-gateway';
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { helloSource } from './hello-source.ts';

/** Deploys a function and a REST API with a Lambda proxy in front; returns the URL that calls it. */
export async function deployHello(endpoint: string, name: string, source = helloSource): Promise<string> {
  const options = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const lambda = new LambdaClient(options);
  const { FunctionArn } = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: await createRole(new IAMClient(options), name),
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8(source) }) },
    }),
  );
  await waitUntilFunctionActiveV2(
    { client: lambda, maxWaitTime: 30, minDelay: 0.05, maxDelay: 0.1 },
    { FunctionName: name },
  );
  await lambda.send(
    new AddPermissionCommand({
      FunctionName: name,
      StatementId: 'gateway',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    }),
  );
  const gateway = new APIGatewayClient(options);
  const body = JSON.stringify(definition(name, FunctionArn ?? ''));
  const { id } = await gateway.send(new ImportRestApiCommand({ body: Buffer.from(body) }));
  await gateway.send(new CreateDeploymentCommand({ restApiId: id, stageName: 'bench' }));
  return `${endpoint}/restapis/${id}/bench/_user_request_/hello`;
}

async function createRole(iam: IAMClient, name: string): Promise<string | undefined> {
  const trust = {
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  };
  const AssumeRolePolicyDocument = JSON.stringify(trust);
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }));
  const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
  await iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn }));
  return Role?.Arn;
}

function definition(title: string, functionArn: string) {
  const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
  const integration = { type: 'aws_proxy', httpMethod: 'POST', uri };
  return {
    openapi: '3.0.1',
    info: { title, version: '1' },
    paths: { '/hello': { get: { 'x-amazon-apigateway-integration': integration } } },
  };
}
