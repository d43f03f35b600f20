import { APIGatewayClient, GetDeploymentCommand, GetStagesCommand } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { stackClient } from '../../testing/stack-client.ts';

const cloud = withCloud();
const client = () => cloud.client(APIGatewayClient);
const api = { Ref: 'Api' };

const base = {
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'deployed' } },
  Method: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId: api,
      ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
      HttpMethod: 'GET',
      AuthorizationType: 'NONE',
      Integration: { Type: 'MOCK' },
    },
  },
  Certificate: { Type: 'AWS::ApiGateway::ClientCertificate' },
};

/** A deployment with these properties, beside others. */
function template(properties: object, others: object = {}) {
  return {
    Resources: {
      ...base,
      ...others,
      Deployment: {
        Type: 'AWS::ApiGateway::Deployment',
        DependsOn: 'Method',
        Properties: { RestApiId: api, ...properties },
      },
    },
    Outputs: { Id: { Value: api }, Deployment: { Value: { Ref: 'Deployment' } } },
  };
}

async function stagesOf(restApiId: string | undefined) {
  return (await client().send(new GetStagesCommand({ restApiId }))).item;
}

describe('the StageDescription of a deployment', () => {
  const description = {
    Description: 'a stage',
    Variables: { color: 'red', size: 'small' },
    TracingEnabled: true,
    CacheClusterEnabled: true,
    CacheClusterSize: '1.6',
    CachingEnabled: true,
    CacheTtlInSeconds: 60,
    CacheDataEncrypted: true,
    MetricsEnabled: true,
    ThrottlingRateLimit: 5,
    ThrottlingBurstLimit: 10,
    MethodSettings: [{ ResourcePath: '/', HttpMethod: 'GET', ThrottlingRateLimit: 1 }],
    CanarySetting: { PercentTraffic: 20 },
    ClientCertificateId: { Ref: 'Certificate' },
    Tags: [{ Key: 'a', Value: 'b' }],
  };

  it('sets up the stage of its name, changes it in place, and goes with it', async () => {
    const stack = stackClient(cloud.client(CloudFormationClient), 'described');
    await stack.create(template({ StageName: 'live', Description: 'one', StageDescription: description }));
    const { Id: restApiId, Deployment: deploymentId } = await stack.outputs();
    expect(await stagesOf(restApiId)).toEqual([
      expect.objectContaining({
        deploymentId,
        description: 'a stage',
        variables: description.Variables,
        tracingEnabled: true,
        cacheClusterSize: '1.6',
        canarySettings: expect.objectContaining({ percentTraffic: 20 }),
        clientCertificateId: expect.stringMatching(/^\w{6}$/),
        tags: expect.objectContaining({ a: 'b' }),
        methodSettings: {
          '*/*': expect.objectContaining({
            cachingEnabled: true,
            cacheTtlInSeconds: 60,
            cacheDataEncrypted: true,
            metricsEnabled: true,
            throttlingRateLimit: 5,
            throttlingBurstLimit: 10,
          }),
          '~1/GET': expect.objectContaining({ throttlingRateLimit: 1 }),
        },
      }),
    ]);

    const changed = { Description: 'changed', Variables: { color: 'blue' }, LoggingLevel: 'OFF' };
    await stack.update(template({ StageName: 'live', Description: 'two', StageDescription: changed }));
    expect((await stack.outputs()).Deployment).toBe(deploymentId);
    const deployment = await client().send(new GetDeploymentCommand({ restApiId, deploymentId }));
    expect(deployment.description).toBe('two');
    const [stage] = (await stagesOf(restApiId)) ?? [];
    expect(stage).toMatchObject({ description: 'changed', variables: { color: 'blue' } });
    expect([stage?.canarySettings, stage?.clientCertificateId, stage?.tags?.a]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    await stack.delete();
  });

  it('is refused with a member that it does not have', async () => {
    const stack = stackClient(cloud.client(CloudFormationClient), 'refused');
    const wrong = template({ StageName: 'live', StageDescription: { Colour: 'red' } });
    await expect(stack.create(wrong)).rejects.toThrow(
      '#/StageDescription: extraneous key [Colour] is not permitted',
    );
  });
});

it('becomes the canary of a stage by its DeploymentCanarySettings', async () => {
  const first = { Type: 'AWS::ApiGateway::Deployment', DependsOn: 'Method', Properties: { RestApiId: api } };
  const stage = {
    Type: 'AWS::ApiGateway::Stage',
    Properties: { RestApiId: api, StageName: 'live', DeploymentId: { Ref: 'First' } },
  };
  const canary = { PercentTraffic: 30, StageVariableOverrides: { color: 'green' }, UseStageCache: true };
  const properties = { StageName: { Ref: 'Stage' }, DeploymentCanarySettings: canary };
  const stack = stackClient(cloud.client(CloudFormationClient), 'canary');
  await stack.create(template(properties, { First: first, Stage: stage }));
  const { Id: restApiId, Deployment: deploymentId } = await stack.outputs();
  const [made] = (await stagesOf(restApiId)) ?? [];
  expect(made?.deploymentId).not.toBe(deploymentId);
  expect(made?.canarySettings).toEqual({
    deploymentId,
    percentTraffic: 30,
    stageVariableOverrides: { color: 'green' },
    useStageCache: true,
  });
  await stack.delete();
});
