import {
  APIGatewayClient,
  GetAccountCommand,
  GetRestApiCommand,
  GetStagesCommand,
  GetTagsCommand,
} from '@aws-sdk/client-api-gateway';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { api, mockMethod } from '../../apigateway/testing/definitions.ts';
import { withCloud } from '../../testing/cloud-client.ts';
import { setLoggingRole, trust } from '../../testing/logging-role.ts';

const cloud = withCloud();
let loggingRole: string;

beforeAll(async () => {
  loggingRole = await setLoggingRole(cloud);
});

const patience = { maxWaitTime: 60, minDelay: 0.05, maxDelay: 0.2 };
const definition = (text: string) => api({ '/': { get: mockMethod(text) } });

function template(body: object, stage: object, deployment = 'First', more: object = {}): string {
  return JSON.stringify({
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'named', Body: body, ...more } },
      [deployment]: {
        Type: 'AWS::ApiGateway::Deployment',
        Properties: { RestApiId: { Ref: 'Api' }, StageName: 'Stage' },
      },
      Live: {
        Type: 'AWS::ApiGateway::Stage',
        Properties: {
          RestApiId: { Ref: 'Api' },
          DeploymentId: { Ref: deployment },
          StageName: 'live',
          ...stage,
        },
      },
    },
    Outputs: {
      ApiId: { Value: { Ref: 'Api' } },
      Root: { Value: { 'Fn::GetAtt': ['Api', 'RootResourceId'] } },
    },
  });
}

async function outputsOf(StackName: string): Promise<Record<string, string>> {
  const client = cloud.client(CloudFormationClient);
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  const outputs = Stacks[0]?.Outputs ?? [];
  return Object.fromEntries(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
}

async function create(StackName: string, TemplateBody: string): Promise<string> {
  const client = cloud.client(CloudFormationClient);
  await client.send(new CreateStackCommand({ StackName, TemplateBody, Capabilities: ['CAPABILITY_IAM'] }));
  await waitUntilStackCreateComplete({ client, ...patience }, { StackName });
  return (await outputsOf(StackName)).ApiId ?? '';
}

async function update(StackName: string, TemplateBody: string): Promise<void> {
  const client = cloud.client(CloudFormationClient);
  await client.send(new UpdateStackCommand({ StackName, TemplateBody }));
  await waitUntilStackUpdateComplete({ client, ...patience }, { StackName });
}

const textAt = async (restApiId: string, stage: string) =>
  (await fetch(`${cloud.url()}/restapis/${restApiId}/${stage}/_user_request_/`)).text();

const stagesOf = async (restApiId: string) =>
  (await cloud.client(APIGatewayClient).send(new GetStagesCommand({ restApiId }))).item ?? [];

describe('APIs, deployments and stages of a template', () => {
  it('are made, changed in place and removed', async () => {
    const Tags = [{ Key: 'team', Value: 'pets' }];
    const restApiId = await create(
      'apis',
      template(definition('one'), { Variables: { a: '1', b: '2' } }, 'First', { Tags }),
    );
    expect((await outputsOf('apis')).Root).toMatch(/^[a-z0-9]{10}$/);
    expect([await textAt(restApiId, 'live'), await textAt(restApiId, 'Stage')]).toEqual(['one', 'one']);
    const resourceArn = `arn:aws:apigateway:us-east-1::/restapis/${restApiId}`;
    const { tags } = await cloud.client(APIGatewayClient).send(new GetTagsCommand({ resourceArn }));
    expect(tags).toEqual({
      team: 'pets',
      'aws:cloudformation:stack-name': 'apis',
      'aws:cloudformation:stack-id': expect.stringContaining(':stack/apis/'),
      'aws:cloudformation:logical-id': 'Api',
    });

    await update('apis', template(definition('two'), { Variables: { a: '3' } }));
    expect(await textAt(restApiId, 'live')).toBe('one');
    const live = (await stagesOf(restApiId)).find(({ stageName }) => stageName === 'live');
    expect(live?.variables).toEqual({ a: '3' });

    await update('apis', template(definition('two'), {}, 'Second'));
    expect((await outputsOf('apis')).ApiId).toBe(restApiId);
    expect([await textAt(restApiId, 'live'), await textAt(restApiId, 'Stage')]).toEqual(['two', 'two']);

    const client = cloud.client(CloudFormationClient);
    await client.send(new DeleteStackCommand({ StackName: 'apis' }));
    await waitUntilStackDeleteComplete({ client, ...patience }, { StackName: 'apis' });
    expect(await textAt(restApiId, 'live')).toBe('{"message":"Forbidden"}');
  });

  it('set what a stage logs, and change it in place', async () => {
    const all = { ResourcePath: '/*', HttpMethod: '*', LoggingLevel: 'INFO', DataTraceEnabled: true };
    const one = { ResourcePath: '/~1pets~1{id}', HttpMethod: 'GET', ThrottlingRateLimit: 5 };
    const body = definition('logged');
    const restApiId = await create('logged', template(body, { MethodSettings: [all, one] }));
    const settings = async () => {
      const live = (await stagesOf(restApiId)).find(({ stageName }) => stageName === 'live');
      return live?.methodSettings;
    };
    expect(await settings()).toMatchObject({
      '*/*': { loggingLevel: 'INFO', dataTraceEnabled: true, throttlingRateLimit: 10_000 },
      '~1pets~1{id}/GET': { loggingLevel: 'INFO', throttlingRateLimit: 5 },
    });
    await update('logged', template(body, { MethodSettings: [{ ...one, LoggingLevel: 'ERROR' }] }));
    expect(await settings()).toMatchObject({ '~1pets~1{id}/GET': { loggingLevel: 'ERROR' } });
    expect(await settings()).not.toHaveProperty('*/*');
  });

  it('give a stage a cache, and remove it', async () => {
    const all = { ResourcePath: '/*', HttpMethod: '*', CachingEnabled: true, CacheTtlInSeconds: 60 };
    const body = definition('$context.requestId');
    const cached = { CacheClusterEnabled: true, CacheClusterSize: 0.5, MethodSettings: [all] };
    const restApiId = await create('cached', template(body, cached));
    const first = await textAt(restApiId, 'live');
    expect(await textAt(restApiId, 'live')).toBe(first);
    const stage = async () => (await stagesOf(restApiId)).find(({ stageName }) => stageName === 'live');
    expect(await stage()).toMatchObject({ cacheClusterSize: '0.5', cacheClusterStatus: 'AVAILABLE' });
    await update('cached', template(body, { MethodSettings: [all] }));
    expect(await textAt(restApiId, 'live')).not.toBe(await textAt(restApiId, 'live'));
    expect(await stage()).toMatchObject({ cacheClusterEnabled: false });
  });

  it('write an access log to a log group of the template, and stop', async () => {
    const AccessLogSetting = {
      DestinationArn: { 'Fn::GetAtt': ['Log', 'Arn'] },
      Format: '$context.requestId',
    };
    const withLog = (stage: object) => {
      const { Resources, ...rest } = JSON.parse(template(definition('logged'), stage));
      const Log = { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'accesses' } };
      return JSON.stringify({ ...rest, Resources: { ...Resources, Log } });
    };
    const settings = async (restApiId: string) =>
      (await stagesOf(restApiId)).find(({ stageName }) => stageName === 'live')?.accessLogSettings;
    const restApiId = await create('accessed', withLog({ AccessLogSetting }));
    expect(await settings(restApiId)).toEqual({
      destinationArn: 'arn:aws:logs:us-east-1:000000000000:log-group:accesses',
      format: '$context.requestId',
    });
    await update('accessed', withLog({}));
    expect(await settings(restApiId)).toBeUndefined();
  });

  it.each([
    [{ MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', Colour: true }] }, 'Colour'],
    [{ MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', LoggingLevel: 'LOUD' }] }, 'logging/loglevel'],
    [{ AccessLogSetting: { DestinationArn: 'arn', Format: '$context.requestId' } }, 'Invalid ARN'],
    [{ AccessLogSetting: { Colour: 'red' } }, 'Colour'],
  ])('refuse by name the stage settings that are not offered: %j', async (stage, name) => {
    const reason = create('refused-stage', template(definition('x'), stage)).catch(async () => {
      const client = cloud.client(CloudFormationClient);
      const { StackEvents = [] } = await client.send(
        new DescribeStackEventsCommand({ StackName: 'refused-stage' }),
      );
      await client.send(new DeleteStackCommand({ StackName: 'refused-stage' }));
      await waitUntilStackDeleteComplete({ client, ...patience }, { StackName: 'refused-stage' });
      return StackEvents.map(({ ResourceStatusReason = '' }) => ResourceStatusReason).join();
    });
    expect(await reason).toContain(name);
  });

  it('keep the role that AWS writes logs with', async () => {
    const Role = {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: JSON.parse(trust()),
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs'],
      },
    };
    const CloudWatchRoleArn = { 'Fn::GetAtt': ['Role', 'Arn'] };
    const Account = { Type: 'AWS::ApiGateway::Account', Properties: { CloudWatchRoleArn } };
    await create('account', JSON.stringify({ Resources: { Role, Account } }));
    const { cloudwatchRoleArn } = await cloud.client(APIGatewayClient).send(new GetAccountCommand({}));
    expect(cloudwatchRoleArn).toMatch(/^arn:aws:iam::000000000000:role\/account-Role-/);
    expect(cloudwatchRoleArn).not.toBe(loggingRole);
  });

  it('read a definition from S3, and binary media types from the template', async () => {
    const s3 = cloud.client(S3Client);
    await s3.send(new CreateBucketCommand({ Bucket: 'definitions' }));
    const location = { Bucket: 'definitions', Key: 'api.yaml' };
    await s3.send(new PutObjectCommand({ ...location, Body: JSON.stringify(definition('from S3')) }));
    const more = { Body: undefined, BodyS3Location: location, BinaryMediaTypes: ['image/png'] };
    const restApiId = await create('from-s3', template({}, {}, 'First', more));
    expect(await textAt(restApiId, 'live')).toBe('from S3');
    const shown = await cloud.client(APIGatewayClient).send(new GetRestApiCommand({ restApiId }));
    expect(shown).toMatchObject({ name: 'named', binaryMediaTypes: ['image/png'] });
  });

  it('fail with the reason when the definition asks for what is not offered', async () => {
    const body = api({ '/x': { get: mockMethod('x', { type: 'http_proxy' }) } });
    await expect(create('refused', template(body, {}))).rejects.toThrow();
    const client = cloud.client(CloudFormationClient);
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: 'refused' }));
    expect(Stacks[0]?.StackStatus).toBe('ROLLBACK_COMPLETE');
  });
});
