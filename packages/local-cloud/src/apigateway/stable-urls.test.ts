import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  CreateStageCommand,
  DeleteRestApiCommand,
  DeleteStageCommand,
  GetRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';
import { api, mockMethod } from './testing/definitions.ts';
import { sendRequest } from './testing/served-api.ts';

type CloudForTests = ReturnType<typeof withCloud>;

const cloud = withCloud();
const secondCloud = withCloud();

const seen = '$context.path $context.domainName $context.domainPrefix $context.stage';
const redirect = {
  responses: { 302: { description: 'moved', headers: { Location: {} } } },
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode": 302}' },
    responses: {
      default: {
        statusCode: '302',
        responseParameters: { 'method.response.header.Location': "'/pets'" },
      },
    },
  },
};
const definition = api({
  '/': { get: mockMethod(seen) },
  '/pets': { get: mockMethod(seen) },
  '/old': { get: redirect },
});

/** A stack with an API of two stages, `live` and `Next_1`. */
function template(members: object = {}, stage = 'live', properties: object = {}): string {
  const Ref = (id: string) => ({ Ref: id });
  const stageOf = (StageName: string) => ({
    Type: 'AWS::ApiGateway::Stage',
    Properties: { RestApiId: Ref('Api'), DeploymentId: Ref('Deployment'), StageName },
  });
  return JSON.stringify({
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: definition, ...properties } },
      Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: Ref('Api') } },
      Live: stageOf('live'),
      Next: stageOf('Next_1'),
    },
    Outputs: { ApiId: { Value: Ref('Api') }, ApiStage: { Value: stage } },
    ...members,
  });
}

async function settled({ client }: CloudForTests, StackName: string): Promise<Record<string, string>> {
  const describeStack = () => client(CloudFormationClient).send(new DescribeStacksCommand({ StackName }));
  await expect.poll(async () => (await describeStack()).Stacks?.[0]?.StackStatus).toMatch(/E_COMPLETE$/);
  const { Outputs = [] } = (await describeStack()).Stacks?.[0] ?? {};
  return Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
}

async function create(where: CloudForTests, StackName: string, TemplateBody = template()) {
  await where.client(CloudFormationClient).send(new CreateStackCommand({ StackName, TemplateBody }));
  return settled(where, StackName);
}

/** Sent to the port of the cloud with this Host: no name is resolved. */
async function get(host: string, path = '/') {
  const port = Number(new URL(cloud.url()).port);
  return sendRequest(port, `${host}:${port}`, { target: path });
}

describe('the id of an API of a stack', () => {
  it('is the same in every cloud, ten lower-case letters and digits', async () => {
    const { ApiId } = await create(cloud, 'same');
    expect(ApiId).toMatch(/^[a-z0-9]{10}$/);
    expect((await create(secondCloud, 'same')).ApiId).toBe(ApiId);
    expect((await create(cloud, 'other')).ApiId).not.toBe(ApiId);
  });

  it('is set by the tag _custom_id_, for an API without a stack as well', async () => {
    const Tags = [{ Key: '_custom_id_', Value: 'mine' }];
    expect((await create(cloud, 'tagged', template({}, 'live', { Tags }))).ApiId).toBe('mine');
    const gateway = cloud.client(APIGatewayClient);
    const made = (id: string) =>
      gateway.send(new CreateRestApiCommand({ name: 'a', tags: { _custom_id_: id } }));
    expect((await made('ours')).id).toBe('ours');
    expect((await gateway.send(new GetRestApiCommand({ restApiId: 'ours' }))).name).toBe('a');
    await expect(made('ours')).rejects.toThrow('The id ours of the tag _custom_id_ is taken by another API');
    await expect(made('Not-An-Id')).rejects.toThrow('received Not-An-Id');
  });
});

describe('the short name of a stack', () => {
  it('CD-1, CD-2: serves the API of the outputs without a stage in the path', async () => {
    await create(cloud, 'Shop');
    const { text } = await get('shop.localhost', '/pets');
    expect(text).toMatch(/^\/pets shop\.localhost(:\d+)? shop live$/);
    expect((await get('shop.localhost')).text).toMatch(/^\/ shop/);
    expect((await get('shop.localhost', '/live/pets')).status).toBe(403);
  });

  it('CD-1: lets a redirect to a path of the host arrive', async () => {
    const { status, headers } = await get('shop.localhost', '/old');
    expect([status, headers.location]).toEqual([302, '/pets']);
    expect((await get('shop.localhost', headers.location)).status).toBe(200);
  });

  it('has the name of the other stage in front', async () => {
    expect((await get('next-1--shop.localhost', '/pets')).text).toMatch(
      /^\/pets next-1--shop\S* next-1--shop Next_1$/,
    );
  });

  it('comes and goes with each stage of the API', async () => {
    const { ApiId: restApiId } = await create(cloud, 'stages');
    const gateway = cloud.client(APIGatewayClient);
    const statusOf = async (label: string) => (await get(`${label}--stages.localhost`)).status;
    expect(await statusOf('third')).toBe(404);
    const { id: deploymentId } = await gateway.send(
      new CreateDeploymentCommand({ restApiId, stageName: 'third' }),
    );
    expect(await statusOf('third')).toBe(200);
    expect(await statusOf('fourth')).toBe(404);
    await gateway.send(new CreateStageCommand({ restApiId, deploymentId, stageName: 'fourth' }));
    expect(await statusOf('fourth')).toBe(200);
    await gateway.send(new DeleteStageCommand({ restApiId, stageName: 'fourth' }));
    expect(await statusOf('fourth')).toBe(404);
    await gateway.send(new DeleteRestApiCommand({ restApiId }));
    expect(await statusOf('third')).toBe(404);
  });

  it('follows the outputs, and ends with the stack', async () => {
    const cloudFormation = cloud.client(CloudFormationClient);
    await create(cloud, 'moving');
    await cloudFormation.send(
      new UpdateStackCommand({ StackName: 'moving', TemplateBody: template({}, 'Next_1') }),
    );
    await settled(cloud, 'moving');
    expect((await get('moving.localhost')).text).toMatch(/Next_1$/);
    await cloudFormation.send(new DeleteStackCommand({ StackName: 'moving' }));
    await expect.poll(async () => (await get('moving.localhost')).status).toBe(404);
  });

  it('leaves the other forms as they are', async () => {
    const { ApiId } = await create(cloud, 'forms');
    const byHost = await get(`${ApiId}.execute-api.localhost`, '/live/pets');
    expect(byHost.text).toMatch(/^\/live\/pets /);
    const byNumber = await fetch(`${cloud.url()}/restapis/${ApiId}/live/_user_request_/pets`);
    expect(await byNumber.text()).toMatch(/^\/live\/pets 127\.0\.0\.1/);
  });

  it('CD-3: is served although the endpoint of the API is disabled', async () => {
    const { ApiId } = await create(
      cloud,
      'closed',
      template({}, 'live', { DisableExecuteApiEndpoint: true }),
    );
    expect((await get(`${ApiId}.execute-api.localhost`, '/live/pets')).status).toBe(403);
    expect((await get('closed.localhost', '/pets')).status).toBe(200);
  });

  it('never claims the hosts of the cloud itself', async () => {
    await create(cloud, 's3');
    expect((await get('s3.localhost', '/pets')).text).toContain('<Error>');
    expect((await get('bucket.s3.localhost', '/key')).text).toContain('<Error>');
  });
});

describe('a host name of no stack', () => {
  it('gets a response that says where the names are listed', async () => {
    const { status, json } = await get('nothing.localhost', '/pets');
    expect(status).toBe(404);
    expect(json).toEqual({
      message: `No API has the name nothing here. The page ${cloud.url()}/ lists the names of this cloud.`,
    });
  });
});
