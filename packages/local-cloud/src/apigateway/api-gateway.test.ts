import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateRestApiCommand,
  CreateStageCommand,
  DeleteDeploymentCommand,
  DeleteRestApiCommand,
  DeleteStageCommand,
  GetDeploymentsCommand,
  GetIntegrationCommand,
  GetMethodCommand,
  GetModelCommand,
  GetModelsCommand,
  GetRequestValidatorsCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  GetSdkTypesCommand,
  GetStageCommand,
  GetStagesCommand,
  GetTagsCommand,
  ImportRestApiCommand,
  PutRestApiCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateRestApiCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { describe, expect, it } from 'vitest';
import { withCloud } from '../testing/cloud-client.ts';
import { api, mockMethod } from './testing/definitions.ts';

const cloud = withCloud();
const client = () => cloud.client(APIGatewayClient);
const bodyOf = (definition: object) => Buffer.from(JSON.stringify(definition));

async function imported(definition = api({ '/': { get: mockMethod('first') } })): Promise<string> {
  const { id = '' } = await client().send(new ImportRestApiCommand({ body: bodyOf(definition) }));
  return id;
}

async function deployed(restApiId: string): Promise<string> {
  const { id = '' } = await client().send(new CreateDeploymentCommand({ restApiId }));
  return id;
}

const textAt = async (restApiId: string, stage: string) =>
  (await fetch(`${cloud.url()}/restapis/${restApiId}/${stage}/_user_request_/`)).text();

describe('API Gateway driven by the SDK', () => {
  it('describes a created API, and no deleted one', async () => {
    const made = await client().send(
      new CreateRestApiCommand({ name: 'empty', description: 'nothing in it' }),
    );
    expect(made.id).toMatch(/^[a-z0-9]{10}$/);
    const restApiId = made.id;
    const shown = await client().send(new GetRestApiCommand({ restApiId }));
    expect(shown).toMatchObject({
      name: 'empty',
      description: 'nothing in it',
      rootResourceId: made.rootResourceId,
    });
    expect(shown.createdDate).toBeInstanceOf(Date);
    const { items = [] } = await client().send(new GetRestApisCommand({ limit: 500 }));
    expect(items.map(({ id }) => id)).toContain(restApiId);
    await client().send(new DeleteRestApiCommand({ restApiId }));
    await expect(client().send(new GetRestApiCommand({ restApiId }))).rejects.toMatchObject({
      name: 'NotFoundException',
      message: `Invalid API identifier specified 000000000000:${restApiId}`,
    });
  });

  it('lists resources, with their methods on request', async () => {
    const restApiId = await imported(api({ '/a/{b}': { get: mockMethod('x') } }));
    const plain = await client().send(new GetResourcesCommand({ restApiId }));
    expect(plain.items?.map(({ path }) => path)).toEqual(['/', '/a', '/a/{b}']);
    expect(plain.items?.[2]?.resourceMethods).toEqual({ GET: {} });
    const embedded = await client().send(new GetResourcesCommand({ restApiId, embed: ['methods'] }));
    expect(embedded.items?.[2]?.resourceMethods?.GET?.methodIntegration?.type).toBe('MOCK');
  });

  it('lists page by page', async () => {
    const restApiId = await imported(api({ '/a': {}, '/b': {} }));
    const first = await client().send(new GetResourcesCommand({ restApiId, limit: 2 }));
    expect(first.items).toHaveLength(2);
    const { position } = first;
    const second = await client().send(new GetResourcesCommand({ restApiId, limit: 2, position }));
    expect([second.items?.length, second.position]).toEqual([1, undefined]);
  });

  it('ST-1: serves the old deployment until the stage is moved', async () => {
    const restApiId = await imported();
    const former = await deployed(restApiId);
    await client().send(new CreateStageCommand({ restApiId, stageName: 'live', deploymentId: former }));
    const body = bodyOf(api({ '/': { get: mockMethod('second') } }));
    await client().send(new PutRestApiCommand({ restApiId, mode: 'overwrite', body }));
    expect(await textAt(restApiId, 'live')).toBe('first');
    const latter = await deployed(restApiId);
    const patchOperations = [{ op: 'replace' as const, path: '/deploymentId', value: latter }];
    await client().send(new UpdateStageCommand({ restApiId, stageName: 'live', patchOperations }));
    expect(await textAt(restApiId, 'live')).toBe('second');
  });

  it('creates or moves the stage that a deployment names', async () => {
    const restApiId = await imported();
    await client().send(new CreateDeploymentCommand({ restApiId, stageName: 'v1', variables: { a: 'b' } }));
    const { id } = await client().send(new CreateDeploymentCommand({ restApiId, stageName: 'v1' }));
    const stage = await client().send(new GetStageCommand({ restApiId, stageName: 'v1' }));
    expect(stage).toMatchObject({ deploymentId: id, variables: { a: 'b' } });
    expect(await textAt(restApiId, 'v1')).toBe('first');
  });

  it('refuses to delete a deployment that a stage serves', async () => {
    const restApiId = await imported();
    const deploymentId = await deployed(restApiId);
    const stageName = 'live';
    await client().send(new CreateStageCommand({ restApiId, stageName, deploymentId }));
    const removal = new DeleteDeploymentCommand({ restApiId, deploymentId });
    await expect(client().send(removal)).rejects.toThrow(
      'Active stages pointing to this deployment must be moved or deleted',
    );
    await client().send(new DeleteStageCommand({ restApiId, stageName }));
    await client().send(new DeleteDeploymentCommand({ restApiId, deploymentId }));
    expect((await client().send(new GetDeploymentsCommand({ restApiId }))).items).toEqual([]);
    expect((await client().send(new GetStagesCommand({ restApiId }))).item).toEqual([]);
  });

  it('changes the variables of a stage', async () => {
    const restApiId = await imported();
    const deploymentId = await deployed(restApiId);
    await client().send(
      new CreateStageCommand({ restApiId, stageName: 'dev', deploymentId, variables: { a: '1', b: '2' } }),
    );
    const patchOperations = [
      { op: 'replace' as const, path: '/variables/a', value: '3' },
      { op: 'remove' as const, path: '/variables/b' },
    ];
    const changed = await client().send(
      new UpdateStageCommand({ restApiId, stageName: 'dev', patchOperations }),
    );
    expect(changed.variables).toEqual({ a: '3' });
    const unknown = [{ op: 'replace' as const, path: '/nothing', value: 'x' }];
    await expect(
      client().send(new UpdateStageCommand({ restApiId, stageName: 'dev', patchOperations: unknown })),
    ).rejects.toThrow('Invalid method setting path: /nothing. Must be one of: [/deploymentId, ');
  });

  it('changes the settings of an API', async () => {
    const restApiId = await imported();
    await client().send(new CreateDeploymentCommand({ restApiId, stageName: 'v1' }));
    const patchOperations = [
      { op: 'replace' as const, path: '/name', value: 'renamed' },
      { op: 'add' as const, path: '/binaryMediaTypes/image~1png' },
      { op: 'replace' as const, path: '/disableExecuteApiEndpoint', value: 'true' },
    ];
    const changed = await client().send(new UpdateRestApiCommand({ restApiId, patchOperations }));
    expect(changed).toMatchObject({ name: 'renamed', binaryMediaTypes: ['image/png'] });
    expect(await textAt(restApiId, 'v1')).toBe('{"message":"Forbidden"}');
  });

  it('has IPv4 unless its creation says otherwise, and refuses unknown types of endpoints', async () => {
    const create = (input: object) => client().send(new CreateRestApiCommand({ name: 'a', ...input }));
    expect((await create({})).endpointConfiguration).toEqual({ types: ['EDGE'], ipAddressType: 'ipv4' });
    const endpoint = { types: ['REGIONAL'], ipAddressType: 'dualstack' };
    expect((await create({ endpointConfiguration: endpoint })).endpointConfiguration).toEqual(endpoint);
    await expect(create({ endpointConfiguration: { types: ['LOCAL'] } })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining("Value '[LOCAL]' at 'createRestApiInput.endpointConfiguration.types'"),
    });
    await expect(create({ endpointConfiguration: { ipAddressType: 'ipv5' } })).rejects.toThrow(
      "Value 'ipv5' at 'createRestApiInput.endpointConfiguration.ipAddressType'",
    );
    await expect(create({ description: '' })).rejects.toThrow('Description cannot be an empty string');
  });

  it('keeps tags', async () => {
    const resourceArn = `arn:aws:apigateway:us-east-1::/restapis/${await imported()}`;
    await client().send(new TagResourceCommand({ resourceArn, tags: { a: '1', b: '2' } }));
    await client().send(new UntagResourceCommand({ resourceArn, tagKeys: ['a'] }));
    expect((await client().send(new GetTagsCommand({ resourceArn }))).tags).toEqual({ b: '2' });
  });

  it('refuses to deploy an API without methods, and a method without integration', async () => {
    const empty = await imported(api({}));
    await expect(deployed(empty)).rejects.toThrow("The REST API doesn't contain any methods");
    const halfMade = await imported(api({ '/': { get: { responses: {} } } }));
    await expect(deployed(halfMade)).rejects.toThrow('No integration defined for method');
  });

  it('ST-3: refuses a second stage of a name, an unknown deployment and a canary', async () => {
    const restApiId = await imported();
    const deploymentId = await deployed(restApiId);
    const stage = { restApiId, deploymentId, stageName: 'dev' };
    await client().send(new CreateStageCommand(stage));
    await expect(client().send(new CreateStageCommand(stage))).rejects.toMatchObject({
      name: 'ConflictException',
    });
    const canary = { restApiId, canarySettings: { percentTraffic: 10 } };
    await expect(client().send(new CreateDeploymentCommand(canary))).rejects.toThrow(
      'Invalid deployment content specified.Non null and non empty stageName must be provided for canary deployment. Provided value is null',
    );
    const refused = (members: object) =>
      client().send(new CreateStageCommand({ ...stage, stageName: 'x', ...members }));
    await expect(refused({ deploymentId: 'nothing' })).rejects.toThrow(
      'Invalid Deployment identifier specified',
    );
    await expect(refused({ stageName: 'a/b' })).rejects.toThrow('Stage name only allows a-zA-Z0-9_');
    await expect(refused({ canarySettings: { deploymentId: 'none' } })).rejects.toThrow(
      'Deployment id does not exist',
    );
    for (const value of ['<', '']) {
      await expect(refused({ variables: { a: value } })).rejects.toThrow(
        'Invalid stage variable value of key a. Please use values with alphanumeric characters',
      );
    }
    await expect(refused({ variables: { 'a:b': 'c' } })).rejects.toThrow(
      'Invalid stage variable name: a:b. Please use names with only word characters.',
    );
  });

  it('describes the methods, integrations, models and validators of a definition', async () => {
    const Pet = { type: 'object', required: ['name'] };
    const definition = api(
      { '/pets': { get: mockMethod('x', { passthroughBehavior: 'never' }) } },
      {
        components: { schemas: { Pet } },
        'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true } },
      },
    );
    const restApiId = await imported(definition);
    const { items: resources = [] } = await client().send(new GetResourcesCommand({ restApiId }));
    const at = { restApiId, resourceId: resources[1]?.id, httpMethod: 'GET' };
    const method = await client().send(new GetMethodCommand(at));
    expect(method).toMatchObject({ httpMethod: 'GET', authorizationType: 'NONE', apiKeyRequired: false });
    const integration = await client().send(new GetIntegrationCommand(at));
    expect(integration).toMatchObject({ type: 'MOCK', passthroughBehavior: 'NEVER' });
    const { items: models } = await client().send(new GetModelsCommand({ restApiId }));
    expect(models?.map(({ name }) => name)).toEqual(['Pet']);
    const model = await client().send(new GetModelCommand({ restApiId, modelName: 'Pet' }));
    expect(JSON.parse(model.schema ?? '')).toEqual(Pet);
    const { items: validators } = await client().send(new GetRequestValidatorsCommand({ restApiId }));
    expect(validators).toMatchObject([{ name: 'all', validateRequestBody: true }]);
    const missing = [
      [new GetMethodCommand({ ...at, httpMethod: 'PUT' }), 'Invalid Method identifier specified'],
      [new GetIntegrationCommand({ ...at, resourceId: 'x' }), 'Invalid Resource identifier specified'],
      [new GetModelCommand({ restApiId, modelName: 'Cat' }), 'Invalid model name specified: Cat'],
    ] as const;
    for (const [command, message] of missing) {
      await expect(client().send(command as GetMethodCommand)).rejects.toThrow(message);
    }
  });

  it('refuses an unknown operation by name', async () => {
    const call = new GetSdkTypesCommand({});
    await expect(client().send(call)).rejects.toThrow('GET /sdktypes');
  });
});
