import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  DeleteIntegrationCommand,
  DeleteIntegrationResponseCommand,
  DeleteMethodCommand,
  DeleteMethodResponseCommand,
  DeleteResourceCommand,
  GetIntegrationCommand,
  GetIntegrationResponseCommand,
  GetMethodCommand,
  GetMethodResponseCommand,
  GetResourcesCommand,
  type IntegrationType,
  type PatchOperation,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateIntegrationCommand,
  UpdateIntegrationResponseCommand,
  UpdateMethodCommand,
  UpdateMethodResponseCommand,
  UpdateResourceCommand,
} from '@aws-sdk/client-api-gateway';
import { beforeEach, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';

const cloud = withCloud();
const client = () => cloud.client(APIGatewayClient);
let restApiId: string;
let rootId: string;

beforeEach(async () => {
  const api = await client().send(new CreateRestApiCommand({ name: 'built' }));
  restApiId = api.id ?? '';
  rootId = api.rootResourceId ?? '';
});

const createResource = (parentId: string, pathPart: string) =>
  client().send(new CreateResourceCommand({ restApiId, parentId, pathPart }));
const resources = async () => {
  const { items = [] } = await client().send(new GetResourcesCommand({ restApiId }));
  return items.map(({ path }) => path);
};
const replace = (path: string, value: string): PatchOperation => ({ op: 'replace', path, value });
const withoutMetadata = ({ $metadata: _metadata, ...output }: { $metadata: object }) => output;

/** A MOCK method of a resource that responds with a mapped header and body. */
async function buildMethod(resourceId: string, text: string) {
  const ids = { restApiId, resourceId, httpMethod: 'GET' };
  const statusCode = '200';
  await client().send(new PutMethodCommand({ ...ids, authorizationType: 'NONE' }));
  await client().send(
    new PutMethodResponseCommand({
      ...ids,
      statusCode,
      responseParameters: { 'method.response.header.pet': false },
    }),
  );
  await client().send(
    new PutIntegrationCommand({
      ...ids,
      type: 'MOCK',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
    }),
  );
  await client().send(
    new PutIntegrationResponseCommand({
      ...ids,
      statusCode,
      responseParameters: { 'method.response.header.pet': "'cat'" },
      responseTemplates: { 'application/json': text },
    }),
  );
  return { ...ids, statusCode };
}

const deploy = () => client().send(new CreateDeploymentCommand({ restApiId, stageName: 'dev' }));
const call = (path: string) => fetch(`${cloud.url()}/restapis/${restApiId}/dev/_user_request_${path}`);

describe('An API built call by call', () => {
  it('serves what was deployed of it, until the next deployment', async () => {
    const { id: pets = '' } = await createResource(rootId, 'pets');
    const { id: pet = '', path } = await createResource(pets, '{petId}');
    expect(path).toBe('/pets/{petId}');
    const ids = await buildMethod(pet, 'pet $input.params("petId")');
    await deploy();
    const response = await call('/pets/7');
    expect([response.status, response.headers.get('pet'), await response.text()]).toEqual([
      200,
      'cat',
      'pet 7',
    ]);

    const template = replace('/responseTemplates/application~1json', 'changed');
    await client().send(new UpdateIntegrationResponseCommand({ ...ids, patchOperations: [template] }));
    await client().send(
      new UpdateResourceCommand({
        restApiId,
        resourceId: pets,
        patchOperations: [replace('/pathPart', 'dogs')],
      }),
    );
    expect(await (await call('/pets/7')).text()).toBe('pet 7');
    await deploy();
    expect((await call('/pets/7')).status).toBe(403);
    expect(await (await call('/dogs/7')).text()).toBe('changed');
  });

  it('shows a method, its responses and its integration as AWS does', async () => {
    const { statusCode, ...ids } = await buildMethod(rootId, 'x');
    const response = { statusCode, responseParameters: { 'method.response.header.pet': false } };
    const integrationResponse = {
      statusCode,
      responseParameters: { 'method.response.header.pet': "'cat'" },
      responseTemplates: { 'application/json': 'x' },
    };
    const integration = {
      type: 'MOCK',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      passthroughBehavior: 'WHEN_NO_MATCH',
      timeoutInMillis: 29_000,
      cacheNamespace: rootId,
      cacheKeyParameters: [],
      integrationResponses: { 200: integrationResponse },
    };
    const shown = async (command: never) => withoutMetadata((await client().send(command)) as never);
    expect(await shown(new GetMethodCommand(ids) as never)).toEqual({
      httpMethod: 'GET',
      authorizationType: 'NONE',
      apiKeyRequired: false,
      methodResponses: { 200: response },
      methodIntegration: integration,
    });
    expect(await shown(new GetIntegrationCommand(ids) as never)).toEqual(integration);
    expect(await shown(new GetMethodResponseCommand({ ...ids, statusCode }) as never)).toEqual(response);
    expect(await shown(new GetIntegrationResponseCommand({ ...ids, statusCode }) as never)).toEqual(
      integrationResponse,
    );
  });

  it('loses its parts one by one', async () => {
    const { statusCode, ...ids } = await buildMethod(rootId, 'x');
    await client().send(new DeleteIntegrationResponseCommand({ ...ids, statusCode }));
    const code = 'Invalid Response status code specified';
    await expect(client().send(new GetIntegrationResponseCommand({ ...ids, statusCode }))).rejects.toThrow(
      code,
    );
    await client().send(new DeleteMethodResponseCommand({ ...ids, statusCode }));
    await expect(client().send(new GetMethodResponseCommand({ ...ids, statusCode }))).rejects.toThrow(code);
    await client().send(new DeleteIntegrationCommand(ids));
    await expect(client().send(new GetIntegrationCommand(ids))).rejects.toThrow(
      'Invalid Integration identifier',
    );
    await expect(deploy()).rejects.toThrow('No integration defined for method');
    await client().send(new DeleteMethodCommand(ids));
    await expect(client().send(new GetMethodCommand(ids))).rejects.toThrow(
      'Invalid Method identifier specified',
    );
  });
});

describe('Resources', () => {
  it('are listed by path, and deleted with all below', async () => {
    const { id: parent = '' } = await createResource(rootId, 'parent');
    await createResource(parent, '{proxy+}');
    await createResource(rootId, 'parents');
    expect(await resources()).toEqual(['/', '/parent', '/parent/{proxy+}', '/parents']);
    await client().send(new DeleteResourceCommand({ restApiId, resourceId: parent }));
    expect(await resources()).toEqual(['/', '/parents']);
  });

  it('are moved with all below, and never into themselves', async () => {
    const { id: a = '' } = await createResource(rootId, 'a');
    const { id: b = '' } = await createResource(a, 'b');
    await createResource(b, 'c');
    const { id: d = '' } = await createResource(rootId, 'd');
    const move = (resourceId: string, parentId: string) =>
      client().send(
        new UpdateResourceCommand({
          restApiId,
          resourceId,
          patchOperations: [replace('/parentId', parentId)],
        }),
      );
    expect(await move(b, d)).toMatchObject({ id: b, parentId: d, path: '/d/b' });
    expect(await resources()).toEqual(['/', '/a', '/d', '/d/b', '/d/b/c']);
    await expect(move(d, b)).rejects.toThrow('Resources cannot be cyclical.');
    await expect(move(rootId, d)).rejects.toThrow('Root resource cannot update its parentId.');
  });

  it('refuse names that are taken or invalid, in the words of AWS', async () => {
    const { id: proxy = '' } = await createResource(rootId, '{proxy+}');
    await createResource(rootId, 'pets');
    const refusals = [
      [rootId, 'pets', 'Another resource with the same parent already has this name: pets'],
      [
        rootId,
        '{id}',
        'A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed',
      ],
      [proxy, 'x', 'Cannot create a child of a resource with a greedy path variable: {proxy+}'],
      [rootId, 'a/b', "Resource's path part only allow a-zA-Z0-9._-:"],
      [rootId, '', "Resource's path part only allow a-zA-Z0-9._-:"],
      ['absent', 'x', 'Invalid Resource identifier specified'],
    ] as const;
    for (const [parentId, pathPart, message] of refusals) {
      await expect(createResource(parentId, pathPart)).rejects.toThrow(message);
    }
    const update = (operation: PatchOperation) =>
      client().send(
        new UpdateResourceCommand({ restApiId, resourceId: proxy, patchOperations: [operation] }),
      );
    await expect(update(replace('/invalid', 'x'))).rejects.toThrow(
      "Invalid patch path  '/invalid' specified for op 'replace'. Must be one of: [/parentId, /pathPart]",
    );
    await expect(update({ op: 'add', path: '/pathPart', value: 'x' })).rejects.toThrow(
      "Invalid patch path  '/pathPart' specified for op 'add'. Please choose supported operations",
    );
    await expect(client().send(new DeleteResourceCommand({ restApiId, resourceId: rootId }))).rejects.toThrow(
      'Root resource cannot be deleted.',
    );
  });
});

describe('Methods', () => {
  const put = (members: object) =>
    client().send(
      new PutMethodCommand({
        restApiId,
        resourceId: rootId,
        httpMethod: 'ANY',
        authorizationType: 'NONE',
        ...members,
      }),
    );
  const update = (...patchOperations: PatchOperation[]) =>
    client().send(
      new UpdateMethodCommand({ restApiId, resourceId: rootId, httpMethod: 'ANY', patchOperations }),
    );

  it('are changed by patches', async () => {
    await put({ requestParameters: { 'method.request.header.h': true } });
    const changed = await update(
      { op: 'add', path: '/requestParameters/method.request.querystring.q', value: 'true' },
      { op: 'remove', path: '/requestParameters/method.request.header.h' },
      replace('/operationName', 'Name'),
      replace('/apiKeyRequired', 'true'),
      replace('/authorizationType', 'AWS_IAM'),
    );
    expect(withoutMetadata(changed)).toEqual({
      httpMethod: 'ANY',
      authorizationType: 'AWS_IAM',
      apiKeyRequired: true,
      operationName: 'Name',
      requestParameters: { 'method.request.querystring.q': true },
    });
  });

  it.each([
    [{ resourceId: 'absent' }, 'Invalid Resource identifier specified'],
    [{ restApiId: 'absent' }, 'Invalid Resource identifier specified'],
    [{ httpMethod: 'FETCH' }, 'Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY'],
    [{ authorizationType: 'CUSTOM' }, 'requires a valid authorizer.'],
    [{ requestValidatorId: 'absent' }, 'Invalid Request Validator identifier specified'],
    [{ requestModels: { 'application/json': 'Pet' } }, 'Invalid model identifier specified: Pet'],
    [{ requestParameters: { header: true } }, 'Invalid mapping expression specified: header'],
    [
      { requestParameters: { 'method.request.header.a': true, 'method.request.querystring.a': true } },
      'Parameter names must be unique across querystring, header and path',
    ],
  ])('refuse %j', async (members, message) => {
    await expect(put(members)).rejects.toThrow(message);
  });

  it.each([
    [{ op: 'add', path: '/apiKeyRequired', value: 'true' } as const, 'Must be one of: [replace]'],
    [replace('/httpMethod', 'GET'), 'Invalid patch path /httpMethod'],
    [replace('/requestParameters', 'x'), 'Invalid patch path /requestParameters'],
    [replace('/authorizationType', 'CUSTOM'), 'requires a valid authorizer.'],
    [replace('/requestValidatorId', 'absent'), 'Invalid Request Validator identifier specified'],
  ])('refuse the patch %j', async (operation, message) => {
    await put({});
    await expect(put({})).rejects.toThrow('Method already exists for this resource');
    await expect(update(operation)).rejects.toThrow(message);
  });
});

describe('Integrations', () => {
  const httpMethod = 'POST';
  const ids = () => ({ restApiId, resourceId: rootId, httpMethod });
  const put = (members: object) =>
    client().send(new PutIntegrationCommand({ ...ids(), type: 'HTTP', ...members } as never));
  beforeEach(() => client().send(new PutMethodCommand({ ...ids(), authorizationType: 'NONE' })));

  it('have an HTTP method of their own, and are changed by patches', async () => {
    const uri = 'http://127.0.0.1/one';
    const created = await put({ integrationHttpMethod: 'GET', uri });
    expect(created).toMatchObject({ httpMethod: 'GET', uri, connectionType: 'INTERNET', type: 'HTTP' });
    const changed = await client().send(
      new UpdateIntegrationCommand({
        ...ids(),
        patchOperations: [
          replace('/uri', 'http://127.0.0.1/two'),
          replace('/timeoutInMillis', '500'),
          replace('/httpMethod', 'PUT'),
          { op: 'add', path: '/requestParameters/integration.request.header.a', value: "'b'" },
          { op: 'add', path: '/requestTemplates/application~1json', value: '{}' },
        ],
      }),
    );
    expect(changed).toMatchObject({
      uri: 'http://127.0.0.1/two',
      timeoutInMillis: 500,
      httpMethod: 'PUT',
      requestParameters: { 'integration.request.header.a': "'b'" },
      requestTemplates: { 'application/json': '{}' },
    });
  });

  it.each([
    [{ uri: 'http://127.0.0.1' }, 'Enumeration value for HttpMethod must be non-empty'],
    [{ integrationHttpMethod: 'GET', uri: 'here' }, 'Invalid HTTP endpoint specified for URI'],
    [{ type: 'AWS', integrationHttpMethod: 'GET', uri: 'here' }, 'Invalid ARN specified in the request'],
    [
      { type: 'AWS', integrationHttpMethod: 'GET', uri: 'arn:aws:apigateway:us-east-1:s3:x' },
      'AWS ARN for integration must contain path or action',
    ],
    [
      { type: 'HTTPS_PROXY' as IntegrationType, uri: 'x' },
      "1 validation error detected: Value 'HTTPS_PROXY' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]",
    ],
    [
      { type: 'MOCK', cacheKeyParameters: ['method.request.querystring.q'] },
      'Invalid cache key parameter specified',
    ],
    [
      { type: 'MOCK', responseTransferMode: 'STREAM' },
      'responseTransferMode STREAM of an integration is not offered',
    ],
  ])('refuse %j', async (members, message) => {
    await expect(put(members)).rejects.toThrow(message);
  });

  it('refuse responses with an invalid status, template or undeclared header', async () => {
    const respond = (members: object) =>
      client().send(new PutIntegrationResponseCommand({ ...ids(), statusCode: '200', ...members }));
    await expect(respond({})).rejects.toThrow('Invalid Integration identifier specified');
    await put({ type: 'MOCK' });
    await expect(respond({ statusCode: 'wrong' })).rejects.toThrow(
      "Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d",
    );
    const responseParameters = { 'method.response.header.a': "'b'" };
    await expect(respond({ responseParameters })).rejects.toThrow('No method response exists for method.');
    await client().send(new PutMethodResponseCommand({ ...ids(), statusCode: '200' }));
    await expect(respond({ responseParameters })).rejects.toThrow(
      'Invalid mapping expression parameter specified: method.response.header.a',
    );
    await expect(respond({ selectionPattern: '(' })).rejects.toThrow('Invalid selection pattern');
    expect(await respond({ selectionPattern: '' })).toMatchObject({
      statusCode: '200',
      selectionPattern: '',
    });
  });

  it('have method responses that are changed by patches', async () => {
    const of = (members: object) => ({ ...ids(), statusCode: '201', ...members });
    await client().send(new PutMethodResponseCommand(of({})));
    await expect(client().send(new PutMethodResponseCommand(of({})))).rejects.toThrow(
      'Response already exists',
    );
    const update = (...patchOperations: PatchOperation[]) =>
      client().send(new UpdateMethodResponseCommand(of({ patchOperations }) as never));
    const header = '/responseParameters/method.response.header.a';
    expect(await update({ op: 'add', path: header, value: 'true' })).toMatchObject({
      responseParameters: { 'method.response.header.a': true },
    });
    await update({ op: 'remove', path: header });
    await expect(update({ op: 'remove', path: header })).rejects.toThrow('Invalid parameter name specified');
    await expect(update({ op: 'remove', path: '/responseModels/text~1css' })).rejects.toThrow(
      'Content-Type specified was not found',
    );
    await expect(update(replace('/wrong/x', 'y'))).rejects.toThrow('Invalid patch path /wrong/x');
  });
});
