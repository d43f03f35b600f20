import { readdir } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import {
  APIGatewayClient,
  CreateDeploymentCommand,
  DeleteRestApiCommand,
  GetRestApisCommand,
  ImportRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CognitoIdentityClient,
  GetIdCommand,
  ListIdentityPoolsCommand,
} from '@aws-sdk/client-cognito-identity';
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolDomainCommand,
  DeleteUserPoolDomainCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  GetFunctionCommand,
  LambdaClient,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import { ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { regionNames } from './region-names.ts';
import { type ClientOptions, withCloud } from './testing/cloud-client.ts';
import { sendSigned } from './testing/signed-request.ts';
import { stackClient } from './testing/stack-client.ts';

const home = 'us-east-1';
const other = 'eu-west-1';
const empty = 'ap-southeast-2';
const cloud = withCloud();

/** One of everything, with the same names wherever it is deployed. */
const template = {
  Transform: 'AWS::Serverless-2016-10-31',
  Resources: {
    Greet: {
      Type: 'AWS::Serverless::Function',
      Properties: {
        FunctionName: 'greet',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        InlineCode: `exports.handler = async (event, { invokedFunctionArn }) => ({ statusCode: 200, body: JSON.stringify({
          invokedFunctionArn, fromTemplate: process.env.REGION, AWS_REGION: process.env.AWS_REGION,
          AWS_DEFAULT_REGION: process.env.AWS_DEFAULT_REGION,
        }) })`,
        Environment: { Variables: { REGION: { Ref: 'AWS::Region' } } },
        Events: { Get: { Type: 'Api', Properties: { Path: '/', Method: 'GET' } } },
      },
    },
    Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'group' } },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'table',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      },
    },
    Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Name: 'parameter', Type: 'String', Value: 'x' } },
    Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'secret', SecretString: 'x' } },
    Rule: { Type: 'AWS::Events::Rule', Properties: { Name: 'rule', ScheduleExpression: 'rate(1 day)' } },
    Schedule: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        Name: 'schedule',
        ScheduleExpression: 'at(2099-01-01T00:00:00)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: { 'Fn::GetAtt': 'Greet.Arn' }, RoleArn: { 'Fn::GetAtt': 'Caller.Arn' } },
      },
    },
    Caller: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'scheduler.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
      },
    },
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: 'alarm',
        Namespace: 'n',
        MetricName: 'm',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanThreshold',
      },
    },
    Images: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'images' } },
    Pool: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'pool' } },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: { UserPoolId: { Ref: 'Pool' }, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
    },
    Identities: {
      Type: 'AWS::Cognito::IdentityPool',
      Properties: { IdentityPoolName: 'identities', AllowUnauthenticatedIdentities: true },
    },
    Bucket: { Type: 'AWS::S3::Bucket' },
  },
  Outputs: Object.fromEntries(
    Object.entries({
      ApiId: { Ref: 'ServerlessRestApi' },
      ApiStage: 'Prod',
      PoolId: { Ref: 'Pool' },
      ClientId: { Ref: 'Client' },
      IdentityPoolId: { Ref: 'Identities' },
      Bucket: { Ref: 'Bucket' },
    }).map(([name, Value]) => [name, { Value }]),
  ),
};

const outputs: Record<string, Record<string, string>> = {};
const outputOf = (region: string, name: string) => outputs[region]?.[name] ?? '';

beforeAll(async () => {
  for (const region of [home, other]) {
    const stack = stackClient(cloud.client(CloudFormationClient, region), 'shop');
    await stack.create(template);
    outputs[region] = await stack.outputs();
  }
});

async function json(service: string, region: string, target: string): Promise<Record<string, never[]>> {
  const headers = { 'x-amz-target': target };
  const request = { service, region, method: 'POST', path: '/', headers, body: '{}' };
  return JSON.parse((await sendSigned(cloud.url(), request)).text);
}

type Listing = (region: string) => Promise<readonly (string | undefined)[]>;

function listing<Client>(
  Client: new (options: ClientOptions) => Client,
  list: (client: Client) => Promise<readonly (string | undefined)[]>,
): Listing {
  return (region) => list(cloud.client(Client, region));
}

/** What each service lists of the stack, as ARNs or ids where it has those. */
const listings: Readonly<Record<string, Listing>> = {
  'API Gateway': listing(APIGatewayClient, async (client) =>
    ((await client.send(new GetRestApisCommand({}))).items ?? []).map(({ id }) => id),
  ),
  CloudFormation: listing(CloudFormationClient, async (client) =>
    ((await client.send(new DescribeStacksCommand({}))).Stacks ?? []).map(({ StackId }) => StackId),
  ),
  CloudWatch: listing(CloudWatchClient, async (client) =>
    ((await client.send(new DescribeAlarmsCommand({}))).MetricAlarms ?? []).map(({ AlarmArn }) => AlarmArn),
  ),
  'CloudWatch Logs': listing(CloudWatchLogsClient, async (client) =>
    ((await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'group' }))).logGroups ?? []).map(
      ({ arn }) => arn,
    ),
  ),
  'Cognito user pools': listing(CognitoIdentityProviderClient, async (client) =>
    ((await client.send(new ListUserPoolsCommand({ MaxResults: 9 }))).UserPools ?? []).map(({ Id }) => Id),
  ),
  'Cognito identity pools': listing(CognitoIdentityClient, async (client) =>
    ((await client.send(new ListIdentityPoolsCommand({ MaxResults: 9 }))).IdentityPools ?? []).map(
      ({ IdentityPoolId }) => IdentityPoolId,
    ),
  ),
  DynamoDB: listing(
    DynamoDBClient,
    async (client) => (await client.send(new ListTablesCommand({}))).TableNames ?? [],
  ),
  ECR: async (region) =>
    (
      await json('ecr', region, 'AmazonEC2ContainerRegistry_V20150921.DescribeRepositories')
    ).repositories?.map(({ repositoryArn }) => repositoryArn) ?? [],
  EventBridge: listing(EventBridgeClient, async (client) =>
    ((await client.send(new ListRulesCommand({}))).Rules ?? []).map(({ Arn }) => Arn),
  ),
  'EventBridge Scheduler': listing(SchedulerClient, async (client) =>
    ((await client.send(new ListSchedulesCommand({}))).Schedules ?? []).map(({ Arn }) => Arn),
  ),
  Lambda: listing(LambdaClient, async (client) =>
    ((await client.send(new ListFunctionsCommand({}))).Functions ?? []).map(({ FunctionArn }) => FunctionArn),
  ),
  'Secrets Manager': async (region) =>
    (await json('secretsmanager', region, 'secretsmanager.ListSecrets')).SecretList?.map(({ ARN }) => ARN) ??
    [],
  'Systems Manager': listing(SSMClient, async (client) =>
    ((await client.send(new DescribeParametersCommand({}))).Parameters ?? []).map(({ ARN }) => ARN),
  ),
};

describe('a region', () => {
  it.each(Object.entries(listings))(
    'has what was made in it of %s, and nothing else',
    async (_name, list) => {
      expect(await list(empty)).toEqual([]);
      const [here, there] = [await list(home), await list(other)];
      expect(here).toHaveLength(1);
      expect(there).toHaveLength(1);
      const named = here[0]?.includes(home);
      if (named) expect(there[0]).toContain(other);
      // Ids of APIs are unique in all regions, names of tables are not.
      else expect(list === listings.DynamoDB).toBe(here[0] === there[0]);
    },
  );

  it('keeps items apart', async () => {
    const [here, there] = [cloud.client(DynamoDBClient, home), cloud.client(DynamoDBClient, other)];
    const id = { id: { S: 'one' } };
    await there.send(new PutItemCommand({ TableName: 'table', Item: id }));
    expect((await there.send(new GetItemCommand({ TableName: 'table', Key: id }))).Item).toEqual(id);
    expect((await here.send(new GetItemCommand({ TableName: 'table', Key: id }))).Item).toBeUndefined();
  });

  it.each([home, other])('is in what functions of %s know of themselves', async (region) => {
    const id = outputOf(region, 'ApiId');
    const called = await fetch(`${cloud.url()}/restapis/${id}/Prod/_user_request_/`);
    expect(await called.json()).toEqual({
      invokedFunctionArn: `arn:aws:lambda:${region}:000000000000:function:greet`,
      fromTemplate: region,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
    });
  });

  it('goes into the short name of a stack that exists in the first region as well', async () => {
    const { apis } = (await (await fetch(`${cloud.url()}/_local-cloud/apis`)).json()) as {
      apis: { region: string; url: string; isMain: boolean }[];
    };
    const { port } = new URL(cloud.url());
    expect(apis.filter(({ isMain }) => isMain)).toMatchObject([
      { region: home, url: `http://shop.localhost:${port}` },
      { region: other, url: `http://shop--${other}.localhost:${port}` },
    ]);
    const page = await (await fetch(cloud.url())).text();
    expect(page).toContain('<h2>shop</h2>');
    expect(page).toContain('<h2>shop in eu-west-1</h2>');
  });

  it('is refused under a name that AWS does not have', async () => {
    await expect(listings.Lambda?.('mars-north-1')).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringContaining("valid region, not 'mars-north-1'"),
    });
  });
});

describe('users of a pool', () => {
  it('sign in without a word about the region', async () => {
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
    const PolicyArn = 'arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess';
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'gateway', PolicyArn }));
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

describe('at its end', () => {
  it('a stack takes along what it made in its region', async () => {
    await stackClient(cloud.client(CloudFormationClient, other), 'shop').delete();
    for (const list of Object.values(listings)) {
      expect(await list(other)).toEqual([]);
      expect(await list(home)).toHaveLength(1);
    }
  });

  it('a cloud lets nobody use more regions than the machine should bear', async () => {
    const used = await Promise.allSettled(
      regionNames.map((region) => cloud.client(SSMClient, region).send(new DescribeParametersCommand({}))),
    );
    const reasons = used.flatMap((one) => (one.status === 'rejected' ? [one.reason.message] : []));
    expect(reasons).toHaveLength(regionNames.length - 12);
    expect(reasons[0]).toContain('at most 12 regions until it is restarted');
  });

  it('a cloud ends the processes of all regions and leaves no folder', async () => {
    const stack = stackClient(cloud.client(CloudFormationClient, other), 'shop');
    await stack.create(template);
    const { ApiId } = await stack.outputs();
    await fetch(`${cloud.url()}/restapis/${ApiId}/Prod/_user_request_/`);
    const processes = () => process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap');
    expect(processes().length).toBeGreaterThan(0);
    await cloud.stop();
    await expect.poll(processes).toEqual([]);
    const prefix = `local-cloud-${hostname()}-${process.pid}-`;
    expect((await readdir(tmpdir())).filter((name) => name.startsWith(prefix))).toEqual([]);
  });
});
