import {
  APIGatewayClient,
  CreateDeploymentCommand,
  DeleteRestApiCommand,
  ImportRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { CognitoIdentityProviderClient, ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { clientConfig, invokeUrl } from '@samples/localstack-client';
import { AwsClient } from 'aws4fetch';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { enforcesIam } from '../../../scripts/testing/enforces-iam.ts';
import { type AppUser, appUser, baseUrl } from './app-user.ts';
import { roleArn, withPolicy } from './stack-roles.ts';

const { endpoint, outputs } = inject('sample');
const { FunctionName, TableName, UserPoolId = '' } = outputs;
const environment = { ...process.env, AWS_ENDPOINT_URL: endpoint };
const config = clientConfig(environment);
const [region = ''] = UserPoolId.split('_');
const isEnforced = await enforcesIam(endpoint);

describe.skipIf(!isEnforced)('the signed-in role (shown where the endpoint enforces IAM)', () => {
  let eve: AppUser;
  beforeAll(async () => {
    eve = await appUser('eve@example.com');
  });

  it.each([
    ['lambda:InvokeFunction', () => new LambdaClient(asEve()).send(new InvokeCommand({ FunctionName }))],
    [
      'lambda:InvokeFunction',
      () => new LambdaClient(asEve()).send(new InvokeCommand({ FunctionName, Qualifier: 'Production' })),
    ],
    ['dynamodb:Scan', () => new DynamoDBClient(asEve()).send(new ScanCommand({ TableName }))],
    ['dynamodb:Query', () => new DynamoDBClient(asEve()).send(queryOf('somebody'))],
    [
      'cognito-idp:ListUsers',
      () => new CognitoIdentityProviderClient(asEve()).send(new ListUsersCommand({ UserPoolId })),
    ],
    ['sts:AssumeRole', () => assume('NotesRole')],
    ['sts:AssumeRole', () => assume('CountRole')],
    ['sts:AssumeRole', () => assume('ServiceRole')],
  ])('is refused %s', async (action, call) => {
    await expect(call()).rejects.toThrow(`is not authorized to perform: ${action}`);
  });

  it('invokes no other API', async () => {
    await using other = await otherApi();
    const response = await eve.byIam('GET', '/', undefined, other.url);
    expect(response.status).toBe(403);
    expect(await response.text()).toMatch(/User: \S+ is not authorized to perform: execute-api:Invoke/);
    const { accessKeyId = '', secretAccessKey = '' } = config.credentials ?? {
      accessKeyId: 'test',
      secretAccessKey: 'test',
    };
    const owner = new AwsClient({ accessKeyId, secretAccessKey, service: 'execute-api', region });
    expect((await owner.fetch(`${other.url}/`)).status).toBe(200);
  });

  it('invokes this one by its only action', async () => {
    const list = () => eve.byIam('GET', '/notes');
    const without = (document: string) =>
      document.replace('execute-api:Invoke', 'execute-api:ManageConnections');
    const refused = await withPolicy('SignedInRole', 'InvokeApi', without, list);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toMatch(/User: \S+ is not authorized to perform: execute-api:Invoke/);
    expect((await list()).status).toBe(200);
  });

  it('is refused with a signature of another secret, and without its session token', async () => {
    const { accessKeyId, secretAccessKey } = eve.credentials;
    for (const keys of [
      { ...eve.credentials, secretAccessKey: 'x' },
      { accessKeyId, secretAccessKey },
    ]) {
      const signer = new AwsClient({ ...keys, service: 'execute-api', region });
      expect((await signer.fetch(`${baseUrl}/notes`)).status).toBe(403);
    }
  });

  function asEve() {
    return { ...config, credentials: eve.credentials };
  }

  async function assume(logicalId: string) {
    const Tags = [{ Key: 'sub', Value: 'somebody' }];
    const session = { RoleArn: await roleArn(logicalId), RoleSessionName: 'eve', Tags };
    return new STSClient(asEve()).send(new AssumeRoleCommand(session));
  }
});

function queryOf(owner: string): QueryCommand {
  return new QueryCommand({
    TableName,
    KeyConditionExpression: '#owner = :owner',
    ExpressionAttributeNames: { '#owner': 'owner' },
    ExpressionAttributeValues: { ':owner': { S: owner } },
  });
}

/** An API of the same account that takes signatures, too. */
async function otherApi(): Promise<AsyncDisposable & { readonly url: string }> {
  const client = new APIGatewayClient(config);
  const get = {
    security: [{ sigv4: [] }],
    responses: { 200: { description: 'OK' } },
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode":200}' },
      responses: { default: { statusCode: '200' } },
    },
  };
  const sigv4 = {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    'x-amazon-apigateway-authtype': 'awsSigv4',
  };
  const definition = {
    openapi: '3.0.1',
    info: { title: 'other', version: '1' },
    paths: { '/': { get } },
    components: { securitySchemes: { sigv4 } },
  };
  const body = Buffer.from(JSON.stringify(definition));
  const { id: restApiId = '' } = await client.send(new ImportRestApiCommand({ body }));
  await client.send(new CreateDeploymentCommand({ restApiId, stageName: 'prod' }));
  return {
    url: invokeUrl({ apiId: restApiId, stage: 'prod', region }, environment),
    async [Symbol.asyncDispose]() {
      await client.send(new DeleteRestApiCommand({ restApiId }));
    },
  };
}
