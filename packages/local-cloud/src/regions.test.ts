import { readdir } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { APIGatewayClient, GetRestApisCommand } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CognitoIdentityClient, ListIdentityPoolsCommand } from '@aws-sdk/client-cognito-identity';
import {
  CognitoIdentityProviderClient,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient, GetItemCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { regionNames } from './region-names.ts';
import { type ClientOptions, withCloud } from './testing/cloud-client.ts';
import { inRegions, oneOfEverything } from './testing/one-of-everything.ts';
import { sendSigned } from './testing/signed-request.ts';
import { stackClient } from './testing/stack-client.ts';

const home = 'us-east-1';
const other = 'eu-west-1';
const empty = 'ap-southeast-2';
const cloud = withCloud();

const outputs = inRegions(cloud, [home, other]);
const outputOf = (region: string, name: string) => outputs[region]?.[name] ?? '';

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

describe('at its end', () => {
  it('a stack is deleted with what it made in its region', async () => {
    await stackClient(cloud.client(CloudFormationClient, other), 'shop').delete();
    for (const list of Object.values(listings)) {
      expect(await list(other)).toEqual([]);
      expect(await list(home)).toHaveLength(1);
    }
  });

  it('a cloud makes no region for a signature that does not hold', async () => {
    const { host } = new URL(cloud.url());
    const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const forged = regionNames.map(async (region) => {
      const authorization = `AWS4-HMAC-SHA256 Credential=test/${time.slice(0, 8)}/${region}/ssm/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
      const headers = { authorization, host, 'x-amz-date': time, 'x-amz-target': 'AmazonSSM.GetParameter' };
      return (await fetch(cloud.url(), { method: 'POST', headers, body: '{}' })).text();
    });
    for (const refusal of await Promise.all(forged))
      expect(refusal).toContain('does not match the signature');
  });

  it('a cloud refuses more than twelve regions', async () => {
    const used = await Promise.allSettled(
      regionNames.map((region) => cloud.client(SSMClient, region).send(new DescribeParametersCommand({}))),
    );
    const reasons = used.flatMap((one) => (one.status === 'rejected' ? [one.reason.message] : []));
    expect(reasons).toHaveLength(regionNames.length - 12);
    expect(reasons[0]).toContain('at most 12 regions until it is restarted');
  });

  it('a cloud ends the processes of all regions and leaves no folder', async () => {
    const stack = stackClient(cloud.client(CloudFormationClient, other), 'shop');
    await stack.create(oneOfEverything);
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
