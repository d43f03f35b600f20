import { randomBytes } from 'node:crypto';
import { APIGatewayClient, CreateDeploymentCommand, ImportRestApiCommand } from '@aws-sdk/client-api-gateway';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  LambdaClient,
  PublishVersionCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { clientConfig } from '@samples/localstack-client';
import { zipSync } from 'fflate';

export interface DeployedApi {
  readonly apiId: string;
  readonly name: string;
  readonly functionName: string;
}

/** An API whose stage `prod` calls version 1 of a function, by an alias that a variable of the stage names. */
export async function deployApi(
  endpoint: string,
  name = `pets-${randomBytes(3).toString('hex')}`,
): Promise<DeployedApi> {
  const config = clientConfig({ AWS_ENDPOINT_URL: endpoint });
  const apiGateway = new APIGatewayClient(config);
  const lambda = new LambdaClient(config);
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  const { Role } = await new IAMClient(config).send(
    new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }),
  );
  const ZipFile = zipSync({ 'index.mjs': Buffer.from('export const handler = async () => 1;') });
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Role: Role?.Arn,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { ZipFile },
    }),
  );
  await waitUntilFunctionActiveV2(
    { client: lambda, maxWaitTime: 300, minDelay: 0.05, maxDelay: 0.1 },
    { FunctionName: name },
  );
  const { Version: FunctionVersion } = await lambda.send(new PublishVersionCommand({ FunctionName: name }));
  await lambda.send(new CreateAliasCommand({ FunctionName: name, Name: 'live', FunctionVersion }));
  const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:${name}:\${stageVariables.alias}/invocations`;
  const integration = { type: 'aws_proxy', httpMethod: 'POST', uri };
  const definition = {
    openapi: '3.0.1',
    info: { title: name, version: '1' },
    paths: { '/': { get: { 'x-amazon-apigateway-integration': integration } } },
  };
  const body = Buffer.from(JSON.stringify(definition));
  const { id = '' } = await apiGateway.send(new ImportRestApiCommand({ body }));
  await apiGateway.send(
    new CreateDeploymentCommand({ restApiId: id, stageName: 'prod', variables: { alias: 'live' } }),
  );
  return { apiId: id, name, functionName: name };
}
