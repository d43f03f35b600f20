import { APIGatewayClient, GetApiKeyCommand, GetUsagePlanCommand } from '@aws-sdk/client-api-gateway';
import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackResourcesCommand,
  ExecuteChangeSetCommand,
  UpdateStackCommand,
  waitUntilChangeSetCreateComplete,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { api, mockMethod } from '../../apigateway/testing/definitions.ts';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
const patience = { maxWaitTime: 300, minDelay: 0.05, maxDelay: 0.2 };
const securityDefinitions = { api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' } };
const keyed = { ...mockMethod('in'), security: [{ api_key: [] }] };
const definition = api({ '/': { get: keyed } }, { securityDefinitions });
const ref = (Ref: string) => ({ Ref });

function template(plan: object, key: object = {}): string {
  return JSON.stringify({
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'keyed', Body: definition } },
      Denied: {
        Type: 'AWS::ApiGateway::GatewayResponse',
        Properties: { RestApiId: ref('Api'), ResponseType: 'INVALID_API_KEY', StatusCode: 499 },
      },
      Deployment: {
        Type: 'AWS::ApiGateway::Deployment',
        DependsOn: 'Denied',
        Properties: { RestApiId: ref('Api'), StageName: 'live' },
      },
      Key: {
        Type: 'AWS::ApiGateway::ApiKey',
        Properties: { Enabled: true, Value: 'the key of the template', ...key },
      },
      Plan: {
        Type: 'AWS::ApiGateway::UsagePlan',
        DependsOn: 'Deployment',
        Properties: { ApiStages: [{ ApiId: ref('Api'), Stage: 'live' }], ...plan },
      },
      PlanKey: {
        Type: 'AWS::ApiGateway::UsagePlanKey',
        Properties: { KeyId: ref('Key'), KeyType: 'API_KEY', UsagePlanId: ref('Plan') },
      },
    },
  });
}

async function idsOf(StackName: string): Promise<Record<string, string>> {
  const client = cloud.client(CloudFormationClient);
  const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName }));
  return Object.fromEntries(
    StackResources.map(({ LogicalResourceId = '', PhysicalResourceId = '' }) => [
      LogicalResourceId,
      PhysicalResourceId,
    ]),
  );
}

const statusOf = async (apiId: string | undefined, stage: string, key: string) =>
  (
    await fetch(`${cloud.url()}/restapis/${apiId}/${stage}/_user_request_/`, {
      headers: { 'x-api-key': key },
    })
  ).status;

describe('API keys and usage plans of a template', () => {
  it('are made, changed in place and removed, with gateway responses', async () => {
    const StackName = 'keys';
    const client = cloud.client(CloudFormationClient);
    const gold = { Quota: { Limit: 2, Period: 'DAY' }, Throttle: { RateLimit: 100, BurstLimit: 100 } };
    await client.send(
      new CreateStackCommand({
        StackName,
        TemplateBody: template(gold, { Tags: [{ Key: 'team', Value: 'pets' }] }),
      }),
    );
    await waitUntilStackCreateComplete({ client, ...patience }, { StackName });
    const { Api, Plan, Key, PlanKey } = await idsOf(StackName);
    expect(PlanKey).toBe(`${Key}:${Plan}`);
    const answers: number[] = [];
    for (const key of ['none', ...Array(3).fill('the key of the template')]) {
      answers.push(await statusOf(Api, 'live', key));
    }
    expect(answers).toEqual([499, 200, 200, 429]);

    const methods = {
      ApiStages: [{ ApiId: ref('Api'), Stage: 'live', Throttle: { '/GET': { RateLimit: '5' } } }],
    };
    const silver = { ...methods, UsagePlanName: 'silver', Throttle: { RateLimit: 7 } };
    await client.send(
      new UpdateStackCommand({
        StackName,
        TemplateBody: template(silver, { Description: 'ours', Tags: [{ Key: 'owner', Value: 'ada' }] }),
      }),
    );
    await waitUntilStackUpdateComplete({ client, ...patience }, { StackName });
    const plan = await cloud.client(APIGatewayClient).send(new GetUsagePlanCommand({ usagePlanId: Plan }));
    expect(plan).toMatchObject({
      name: 'silver',
      throttle: { rateLimit: 7 },
      apiStages: [{ apiId: Api, stage: 'live', throttle: { '/GET': { rateLimit: 5 } } }],
    });
    expect([plan.quota, plan.throttle?.burstLimit]).toEqual([undefined, undefined]);
    const shown = await cloud.client(APIGatewayClient).send(new GetApiKeyCommand({ apiKey: Key }));
    expect(shown).toMatchObject({ description: 'ours', enabled: true, tags: { owner: 'ada' } });
    expect(shown.tags).not.toHaveProperty('team');
    expect(await statusOf(Api, 'live', 'the key of the template')).toBe(200);

    await client.send(new DeleteStackCommand({ StackName }));
    await waitUntilStackDeleteComplete({ client, ...patience }, { StackName });
    await expect(cloud.client(APIGatewayClient).send(new GetApiKeyCommand({ apiKey: Key }))).rejects.toThrow(
      'Invalid API Key identifier specified',
    );
  });

  it("are made for SAM's Auth with a usage plan", async () => {
    const TemplateBody = JSON.stringify({
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: {
        Api: {
          Type: 'AWS::Serverless::Api',
          Properties: {
            StageName: 'live',
            DefinitionBody: { swagger: '2.0', ...definition, openapi: undefined },
            Auth: {
              ApiKeyRequired: true,
              UsagePlan: { CreateUsagePlan: 'PER_API', Quota: { Limit: 1, Period: 'MONTH' } },
            },
          },
        },
      },
    });
    const client = cloud.client(CloudFormationClient);
    const names = { StackName: 'sam-keys', ChangeSetName: 'first' };
    const Capabilities = ['CAPABILITY_AUTO_EXPAND' as const];
    await client.send(
      new CreateChangeSetCommand({ ...names, TemplateBody, Capabilities, ChangeSetType: 'CREATE' }),
    );
    await waitUntilChangeSetCreateComplete({ client, ...patience }, names);
    await client.send(new ExecuteChangeSetCommand(names));
    await waitUntilStackCreateComplete({ client, ...patience }, { StackName: names.StackName });
    const { Api, ApiApiKey } = await idsOf(names.StackName);
    const made = await cloud
      .client(APIGatewayClient)
      .send(new GetApiKeyCommand({ apiKey: ApiApiKey, includeValue: true }));
    const answers: number[] = [];
    for (const key of ['none', made.value ?? '', made.value ?? ''])
      answers.push(await statusOf(Api, 'live', key));
    expect(answers).toEqual([403, 200, 429]);
  });
});
