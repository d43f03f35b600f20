import * as apigateway from '@aws-sdk/client-api-gateway';
import * as identity from '@aws-sdk/client-cognito-identity';
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import { beforeAll, expect, it } from 'vitest';
import { zipOf } from '../lambda/testing/with-lambda.ts';
import { asRole } from '../testing/as-role.ts';
import { type ClientOptions, withCloud } from '../testing/cloud-client.ts';

const cloud = withCloud();
const account = 'arn:aws:iam::000000000000';
const secret = `${account}:role/secret`;
const trust = (Service: string) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }] });
const Code = { ZipFile: zipOf({ 'index.mjs': 'export const handler = async () => 1;' }) };
const known: Record<string, string> = {};

type Clients = Awaited<ReturnType<typeof asRole>>;
let withoutRight: Clients;
let forLambda: Clients;

beforeAll(async () => {
  const root = cloud.client(iam.IAMClient);
  await root.send(
    new iam.CreateRoleCommand({
      RoleName: 'secret',
      AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
    }),
  );
  await root.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName: 'profile' }));
  const gateway = cloud.client(apigateway.APIGatewayClient);
  const { id: restApiId, rootResourceId: resourceId } = await gateway.send(
    new apigateway.CreateRestApiCommand({ name: 'api' }),
  );
  const method = { restApiId, resourceId, httpMethod: 'GET' };
  await gateway.send(new apigateway.PutMethodCommand({ ...method, authorizationType: 'NONE' }));
  const pool = { PoolName: 'pool' };
  const { UserPool } = await cloud
    .client(cognito.CognitoIdentityProviderClient)
    .send(new cognito.CreateUserPoolCommand(pool));
  const { IdentityPoolId } = await cloud
    .client(identity.CognitoIdentityClient)
    .send(
      new identity.CreateIdentityPoolCommand({ IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true }),
    );
  Object.assign(known, { restApiId, resourceId, UserPoolId: UserPool?.Id, IdentityPoolId });
  const everythingElse = ['lambda', 'apigateway', 'cognito-idp', 'cognito-identity'].map(
    (name) => `${name}:*`,
  );
  const others = { Action: [...everythingElse, 'iam:AddRoleToInstanceProfile'], Resource: '*' };
  withoutRight = await asRole(cloud, 'limited', [others]);
  const Condition = { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } };
  const pass = { Action: 'iam:PassRole', Resource: secret, Condition };
  forLambda = await asRole(cloud, 'passing', [others, pass]);
});

type Client = new (options: ClientOptions) => { send(command: never): Promise<unknown> };

const functionOf = (FunctionName: string) =>
  new lambda.CreateFunctionCommand({
    FunctionName,
    Role: secret,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Code,
  });
const method = () => ({ restApiId: known.restApiId, resourceId: known.resourceId, httpMethod: 'GET' });
const integration = {
  type: 'AWS',
  uri: 'arn:aws:apigateway:us-east-1:s3:path/b',
  integrationHttpMethod: 'GET',
  credentials: secret,
};
const definition = (name: string) =>
  Buffer.from(
    JSON.stringify({
      openapi: '3.0.1',
      info: { title: name },
      paths: {
        '/': {
          get: {
            'x-amazon-apigateway-integration': {
              ...integration,
              type: 'aws',
              httpMethod: 'GET',
              integrationHttpMethod: undefined,
            },
          },
        },
      },
    }),
  );
const patch = (path: string) => ({ patchOperations: [{ op: 'replace' as const, path, value: secret }] });
const sms = { SmsConfiguration: { SnsCallerArn: secret } };

it.each<[string, Client, () => object]>([
  ['CreateFunction', lambda.LambdaClient, () => functionOf('refused')],
  [
    'UpdateFunctionConfiguration',
    lambda.LambdaClient,
    () => new lambda.UpdateFunctionConfigurationCommand({ FunctionName: 'f', Role: secret }),
  ],
  [
    'PutIntegration',
    apigateway.APIGatewayClient,
    () => new apigateway.PutIntegrationCommand({ ...method(), ...integration, type: 'AWS' }),
  ],
  [
    'UpdateIntegration',
    apigateway.APIGatewayClient,
    () => new apigateway.UpdateIntegrationCommand({ ...method(), ...patch('/credentials') }),
  ],
  [
    'UpdateAccount',
    apigateway.APIGatewayClient,
    () => new apigateway.UpdateAccountCommand(patch('/cloudwatchRoleArn')),
  ],
  [
    'ImportRestApi',
    apigateway.APIGatewayClient,
    () => new apigateway.ImportRestApiCommand({ body: definition('new') }),
  ],
  [
    'PutRestApi',
    apigateway.APIGatewayClient,
    () => new apigateway.PutRestApiCommand({ restApiId: known.restApiId, body: definition('api') }),
  ],
  [
    'CreateAuthorizer',
    apigateway.APIGatewayClient,
    () =>
      new apigateway.CreateAuthorizerCommand({
        restApiId: known.restApiId,
        name: 'a',
        type: 'TOKEN',
        authorizerCredentials: secret,
      }),
  ],
  [
    'CreateUserPool',
    cognito.CognitoIdentityProviderClient,
    () => new cognito.CreateUserPoolCommand({ PoolName: 'p', ...sms }),
  ],
  [
    'SetUserPoolMfaConfig',
    cognito.CognitoIdentityProviderClient,
    () => new cognito.SetUserPoolMfaConfigCommand({ UserPoolId: known.UserPoolId, SmsMfaConfiguration: sms }),
  ],
  [
    'CreateGroup',
    cognito.CognitoIdentityProviderClient,
    () => new cognito.CreateGroupCommand({ UserPoolId: known.UserPoolId, GroupName: 'g', RoleArn: secret }),
  ],
  [
    'SetIdentityPoolRoles',
    identity.CognitoIdentityClient,
    () =>
      new identity.SetIdentityPoolRolesCommand({
        IdentityPoolId: known.IdentityPoolId,
        Roles: { authenticated: secret },
      }),
  ],
  [
    'AddRoleToInstanceProfile',
    iam.IAMClient,
    () => new iam.AddRoleToInstanceProfileCommand({ InstanceProfileName: 'profile', RoleName: 'secret' }),
  ],
])('%s accepts a role from a caller who may pass it, and from no other', async (_, Client, command) => {
  const refusal = (caller: string) =>
    `User: arn:aws:sts::000000000000:assumed-role/${caller}/test is not authorized to perform: iam:PassRole on resource: ${secret} because no identity-based policy allows the iam:PassRole action`;
  await expect(withoutRight(Client).send(command() as never)).rejects.toThrow(refusal('limited'));
  if (Client === lambda.LambdaClient) return;
  await expect(forLambda(Client).send(command() as never)).rejects.toThrow(refusal('passing'));
});

it('a role is passed to the services that a policy names', async () => {
  expect(await forLambda(lambda.LambdaClient).send(functionOf('f'))).toMatchObject({ Role: secret });
  const client = cloud.client(lambda.LambdaClient);
  await lambda.waitUntilFunctionActiveV2(
    { client, maxWaitTime: 300, minDelay: 0.05, maxDelay: 0.1 },
    { FunctionName: 'f' },
  );
  const settings = { FunctionName: 'f', Timeout: 9 };
  const update = new lambda.UpdateFunctionConfigurationCommand(settings);
  expect(await withoutRight(lambda.LambdaClient).send(update)).toMatchObject({ Timeout: 9 });
});
