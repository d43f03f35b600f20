import {
  APIGatewayClient,
  GetAccountCommand,
  GetRestApiCommand,
  GetStagesCommand,
  GetTagsCommand,
} from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { api, mockMethod } from '../../apigateway/testing/definitions.ts';
import { withCloud } from '../../testing/cloud-client.ts';
import { setLoggingRole, trust } from '../../testing/logging-role.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();
let loggingRole: string;

beforeAll(async () => {
  loggingRole = await setLoggingRole(cloud);
});

const definition = (text: string) => api({ '/': { get: mockMethod(text) } });

function template(body: object, stage: object, deployment = 'First', more: object = {}) {
  return {
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
  };
}

const stack = (name: string) => stackClient(cloud.client(CloudFormationClient), name);

async function create(name: string, described: object): Promise<string> {
  await stack(name).create(described);
  return (await stack(name).outputs()).ApiId ?? '';
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
    expect((await stack('apis').outputs()).Root).toMatch(/^[a-z0-9]{10}$/);
    expect([await textAt(restApiId, 'live'), await textAt(restApiId, 'Stage')]).toEqual(['one', 'one']);
    const resourceArn = `arn:aws:apigateway:us-east-1::/restapis/${restApiId}`;
    const { tags } = await cloud.client(APIGatewayClient).send(new GetTagsCommand({ resourceArn }));
    expect(tags).toEqual({
      team: 'pets',
      'aws:cloudformation:stack-name': 'apis',
      'aws:cloudformation:stack-id': expect.stringContaining(':stack/apis/'),
      'aws:cloudformation:logical-id': 'Api',
    });

    await stack('apis').update(template(definition('two'), { Variables: { a: '3' } }));
    expect(await textAt(restApiId, 'live')).toBe('one');
    const live = (await stagesOf(restApiId)).find(({ stageName }) => stageName === 'live');
    expect(live?.variables).toEqual({ a: '3' });

    await stack('apis').update(template(definition('two'), {}, 'Second'));
    expect((await stack('apis').outputs()).ApiId).toBe(restApiId);
    expect([await textAt(restApiId, 'live'), await textAt(restApiId, 'Stage')]).toEqual(['two', 'two']);

    await stack('apis').delete();
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
    await stack('logged').update(template(body, { MethodSettings: [{ ...one, LoggingLevel: 'ERROR' }] }));
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
    await stack('cached').update(template(body, { MethodSettings: [all] }));
    expect(await textAt(restApiId, 'live')).not.toBe(await textAt(restApiId, 'live'));
    expect(await stage()).toMatchObject({ cacheClusterEnabled: false });
  });

  it('write an access log to a log group of the template, and stop', async () => {
    const AccessLogSetting = {
      DestinationArn: { 'Fn::GetAtt': ['Log', 'Arn'] },
      Format: '$context.requestId',
    };
    const withLog = (stage: object) => {
      const { Resources, ...rest } = template(definition('logged'), stage);
      const Log = { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'accesses' } };
      return { ...rest, Resources: { ...Resources, Log } };
    };
    const settings = async (restApiId: string) =>
      (await stagesOf(restApiId)).find(({ stageName }) => stageName === 'live')?.accessLogSettings;
    const restApiId = await create('accessed', withLog({ AccessLogSetting }));
    expect(await settings(restApiId)).toEqual({
      destinationArn: 'arn:aws:logs:us-east-1:000000000000:log-group:accesses',
      format: '$context.requestId',
    });
    await stack('accessed').update(withLog({}));
    expect(await settings(restApiId)).toBeUndefined();
  });

  it.each([
    [{ MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', Colour: true }] }, 'Colour'],
    [{ MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', LoggingLevel: 'LOUD' }] }, 'logging/loglevel'],
    [{ AccessLogSetting: { DestinationArn: 'arn', Format: '$context.requestId' } }, 'Invalid ARN'],
    [{ AccessLogSetting: { Colour: 'red' } }, 'Colour'],
  ])('refuse by name the stage settings that are not offered: %j', async (stage, name) => {
    await expect(create('refused-stage', template(definition('x'), stage))).rejects.toThrow(name);
    await stack('refused-stage').delete();
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
    await create('account', { Resources: { Role, Account } });
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

  it('report the reason when the definition is refused', async () => {
    const body = api({ '/x': { get: mockMethod('x', { type: 'http_proxy' }) } });
    await expect(create('refused', template(body, {}))).rejects.toThrow(
      'Enumeration value for HttpMethod must be non-empty',
    );
  });
});
