import {
  APIGatewayClient,
  CreateDeploymentCommand,
  DeleteRestApiCommand,
  ImportRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { CognitoIdentityClient, GetIdCommand } from '@aws-sdk/client-cognito-identity';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolDomainCommand,
  DeleteUserPoolDomainCommand,
  GetUserCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  GetFunctionCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { withCloud } from './testing/cloud-client.ts';
import { inRegions } from './testing/one-of-everything.ts';

const home = 'us-east-1';
const other = 'eu-west-1';
const cloud = withCloud();
const outputs = inRegions(cloud, [home, other]);
const outputOf = (region: string, name: string) => outputs[region]?.[name] ?? '';

describe('users of a pool', () => {
  it('sign in without naming the region', async () => {
    const admin = cloud.client(CognitoIdentityProviderClient, other);
    const user = { UserPoolId: outputOf(other, 'PoolId'), Username: 'ann' };
    await admin.send(new AdminCreateUserCommand(user));
    await admin.send(new AdminSetUserPasswordCommand({ ...user, Password: 'Passw0rd!', Permanent: true }));
    // Nothing of this is signed.
    const app = cloud.client(CognitoIdentityProviderClient, home);
    const { AuthenticationResult } = await app.send(
      new InitiateAuthCommand({
        ClientId: outputOf(other, 'ClientId'),
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'ann', PASSWORD: 'Passw0rd!' },
      }),
    );
    const { AccessToken } = AuthenticationResult ?? {};
    expect(await app.send(new GetUserCommand({ AccessToken }))).toMatchObject({ Username: 'ann' });
    const jwks = await fetch(`${cloud.url()}/${outputOf(other, 'PoolId')}/.well-known/jwks.json`);
    expect(await jwks.json()).toMatchObject({ keys: [{ alg: 'RS256' }, { alg: 'RS256' }] });
    const IdentityPoolId = outputOf(other, 'IdentityPoolId');
    const guests = cloud.client(CognitoIdentityClient, home);
    const { IdentityId } = await guests.send(new GetIdCommand({ IdentityPoolId }));
    expect(IdentityId).toMatch(/^eu-west-1:/);
  });

  it('have their pages under a name that no pool of another region has', async () => {
    const domain = (region: string) => ({ Domain: 'sign-in', UserPoolId: outputOf(region, 'PoolId') });
    const [here, there] = [home, other].map((region) => cloud.client(CognitoIdentityProviderClient, region));
    await there?.send(new CreateUserPoolDomainCommand(domain(other)));
    await expect(here?.send(new CreateUserPoolDomainCommand(domain(home)))).rejects.toMatchObject({
      message: 'Domain already associated with another user pool.',
    });
    // No token was sent; without a domain there would be nothing.
    expect((await fetch(`${cloud.url()}/${outputOf(other, 'PoolId')}/oauth2/userInfo`)).status).toBe(400);
    await there?.send(new DeleteUserPoolDomainCommand(domain(other)));
  });
});

describe('an API', () => {
  it('may have its function, its table and its users in another region', async () => {
    const principal = { Service: ['apigateway.amazonaws.com'] };
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
    };
    const role = { RoleName: 'gateway', AssumeRolePolicyDocument: JSON.stringify(trust) };
    const iam = cloud.client(IAMClient, home);
    const { Role } = await iam.send(new CreateRoleCommand(role));
    for (const name of ['AmazonDynamoDBReadOnlyAccess', 'service-role/AWSLambdaRole']) {
      const PolicyArn = `arn:aws:iam::aws:policy/${name}`;
      await iam.send(new AttachRolePolicyCommand({ RoleName: 'gateway', PolicyArn }));
    }
    const permission = {
      StatementId: 'far',
      Action: 'lambda:InvokeFunction',
      Principal: principal.Service[0],
    };
    const lambda = cloud.client(LambdaClient, other);
    await lambda.send(new AddPermissionCommand({ FunctionName: 'greet', ...permission }));

    const integration = (uri: string) => ({ httpMethod: 'POST', uri: `arn:aws:apigateway:${other}:${uri}` });
    const functionArn = `arn:aws:lambda:${other}:000000000000:function:greet`;
    const greets = integration(`lambda:path/2015-03-31/functions/${functionArn}/invocations`);
    const lists = { ...integration('dynamodb:action/ListTables'), credentials: Role?.Arn };
    const definition = {
      swagger: '2.0',
      info: { title: 'far' },
      securityDefinitions: {
        users: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          'x-amazon-apigateway-authtype': 'cognito_user_pools',
          'x-amazon-apigateway-authorizer': {
            type: 'cognito_user_pools',
            providerARNs: [`arn:aws:cognito-idp:${other}:000000000000:userpool/${outputOf(other, 'PoolId')}`],
          },
        },
      },
      paths: {
        '/function': {
          get: {
            security: [{ users: [] }],
            'x-amazon-apigateway-integration': { type: 'aws_proxy', ...greets },
          },
        },
        '/as-role': {
          get: {
            'x-amazon-apigateway-integration': { type: 'aws_proxy', ...greets, credentials: Role?.Arn },
          },
        },
        '/tables': {
          get: {
            responses: { 200: {} },
            'x-amazon-apigateway-integration': {
              type: 'aws',
              ...lists,
              requestTemplates: { 'application/json': '{}' },
              responses: { default: { statusCode: '200' } },
            },
          },
        },
      },
    };
    const tables = cloud.client(DynamoDBClient, other);
    await tables.send(
      new CreateTableCommand({
        TableName: 'only-there',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    const gateway = cloud.client(APIGatewayClient, home);
    const body = Buffer.from(JSON.stringify(definition));
    const { id: restApiId } = await gateway.send(new ImportRestApiCommand({ body }));
    await gateway.send(new CreateDeploymentCommand({ restApiId, stageName: 'live' }));
    const url = `${cloud.url()}/restapis/${restApiId}/live/_user_request_`;
    const headers = { authorization: await idTokenOf('ben') };
    const called = await fetch(`${url}/function`, { headers });
    expect(await called.json()).toMatchObject({ invokedFunctionArn: functionArn });
    const asRole = await fetch(`${url}/as-role`);
    expect(await asRole.json()).toMatchObject({ invokedFunctionArn: functionArn });
    expect(await (await fetch(`${url}/tables`)).json()).toEqual({ TableNames: ['only-there', 'table'] });
    await gateway.send(new DeleteRestApiCommand({ restApiId }));
    await tables.send(new DeleteTableCommand({ TableName: 'only-there' }));
  });
});

/** Of a new user of the other region's pool. */
async function idTokenOf(Username: string): Promise<string> {
  const client = cloud.client(CognitoIdentityProviderClient, other);
  const user = { UserPoolId: outputOf(other, 'PoolId'), Username };
  await client.send(new AdminCreateUserCommand(user));
  await client.send(new AdminSetUserPasswordCommand({ ...user, Password: 'Passw0rd!', Permanent: true }));
  const signIn = new InitiateAuthCommand({
    ClientId: outputOf(other, 'ClientId'),
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: Username, PASSWORD: 'Passw0rd!' },
  });
  const { AuthenticationResult } = await client.send(signIn);
  return AuthenticationResult?.IdToken ?? '';
}

describe('what is global', () => {
  it('is the same in every region: roles, who signs', async () => {
    const names = async (region: string) => {
      const { Roles = [] } = await cloud.client(IAMClient, region).send(new ListRolesCommand({}));
      return Roles.map(({ RoleName }) => RoleName);
    };
    expect(await names(home)).toEqual(await names(other));
    const identity = { Arn: 'arn:aws:iam::000000000000:root' };
    const sts = cloud.client(STSClient, other);
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject(identity);
  });

  it('is the list of buckets, each of which has a region', async () => {
    const { Buckets = [] } = await cloud
      .client(S3Client, home)
      .send(new ListBucketsCommand({ Prefix: 'shop' }));
    expect(Buckets.map(({ Name, BucketRegion }) => [Name, BucketRegion]).sort()).toEqual(
      [home, other].map((region) => [outputOf(region, 'Bucket'), region]).sort(),
    );
  });

  it('is a bucket, whose code a function of another region does not get', async () => {
    const Bucket = outputOf(home, 'Bucket');
    await cloud.client(S3Client, home).send(new PutObjectCommand({ Bucket, Key: 'code', Body: 'zip' }));
    const lambda = cloud.client(LambdaClient, other);
    const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: 'greet' }));
    const create = new CreateFunctionCommand({
      FunctionName: 'far',
      Role: Configuration?.Role,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { S3Bucket: Bucket, S3Key: 'code' },
    });
    await expect(lambda.send(create)).rejects.toMatchObject({
      message:
        'Error occurred while GetObject. S3 Error Code: PermanentRedirect. S3 Error Message: The bucket is in this region: us-east-1. Please use this region to retry the request',
    });
  });
});
