import { APIGatewayClient, GetExportCommand, GetResourcesCommand } from '@aws-sdk/client-api-gateway';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { withCloud } from '../../testing/cloud-client.ts';
import { api, mockMethod, proxyMethod, uriOf } from '../testing/definitions.ts';
import { deployApi } from '../testing/deploy-api.ts';

const cloud = withCloud();
const client = () => cloud.client(APIGatewayClient);
const jsonOf = (name: string) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
});

const authorizerUri = uriOf('arn:aws:lambda:us-east-1:000000000000:function:auth');
const token = { type: 'token', authorizerUri, authorizerResultTtlInSeconds: 60 };
const definition = api(
  {
    '/pets': {
      post: {
        ...proxyMethod,
        operationId: 'addPet',
        requestBody: { content: jsonOf('Pet'), required: true },
        responses: {
          200: { description: 'made', content: jsonOf('Pet') },
          400: { description: 'wrong', content: jsonOf('Fault'), headers: { 'X-Why': {} } },
        },
        security: [{ key: [] }, { token: [] }],
        'x-amazon-apigateway-request-validator': 'body',
      },
    },
    '/pets/{petId}': {
      get: {
        ...mockMethod('a pet', { timeoutInMillis: 1000, passthroughBehavior: 'never' }),
        parameters: [
          { name: 'petId', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'full', in: 'query', schema: { type: 'string' } },
        ],
        security: [{ signed: [] }],
      },
    },
    '/{proxy+}': { any: proxyMethod },
  },
  {
    info: { title: 'pets', version: '3', description: 'animals' },
    components: {
      schemas: {
        Pet: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, friends: { $ref: '#/components/schemas/Pets' } },
        },
        Pets: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
        Fault: { type: 'object', properties: { message: { type: 'string' } } },
      },
      securitySchemes: {
        key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
        signed: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          'x-amazon-apigateway-authtype': 'awsSigv4',
        },
        token: {
          type: 'apiKey',
          name: 'X-Token',
          in: 'header',
          'x-amazon-apigateway-authtype': 'custom',
          'x-amazon-apigateway-authorizer': token,
        },
      },
    },
    'x-amazon-apigateway-request-validators': {
      body: { validateRequestBody: true, validateRequestParameters: false },
    },
    'x-amazon-apigateway-binary-media-types': ['image/png'],
    'x-amazon-apigateway-gateway-responses': {
      DEFAULT_4XX: {
        statusCode: 444,
        responseParameters: { 'gatewayresponse.header.X': "'1'" },
        responseTemplates: { 'application/json': '{}' },
      },
    },
  },
);

const deployed = (body: object) => deployApi(cloud, body, 'dev');

async function exported(
  restApiId: string,
  exportType: string,
  extensions?: string,
  accepts = 'application/json',
) {
  const parameters = extensions === undefined ? {} : { extensions };
  const output = await client().send(
    new GetExportCommand({ restApiId, stageName: 'dev', exportType, parameters, accepts }),
  );
  return { ...output, document: parse(Buffer.from(output.body ?? []).toString('utf8')) };
}

/** The methods as the control plane describes them, without the ids that each import makes. */
async function methodsOf(restApiId: string) {
  const { items = [] } = await client().send(new GetResourcesCommand({ restApiId, embed: ['methods'] }));
  const text = JSON.stringify(items.map(({ path, resourceMethods }) => ({ path, resourceMethods })));
  return JSON.parse(text.replace(/"(requestValidatorId|authorizerId|cacheNamespace)":"[^"]*"/g, '"$1":""'));
}

describe('The export of a stage', () => {
  it('describes the API to clients in OpenAPI 3: paths, parameters, bodies, responses and models', async () => {
    const restApiId = await deployed(definition);
    const { document, contentType, contentDisposition } = await exported(restApiId, 'oas30');
    expect(contentType).toBe('application/octet-stream');
    expect(contentDisposition).toMatch(/^attachment; filename="oas30_3\.json"$/);
    expect(document).toMatchObject({
      openapi: '3.0.1',
      info: { title: 'pets', version: '3', description: 'animals' },
      servers: [
        {
          url: `https://${restApiId}.execute-api.us-east-1.amazonaws.com/{basePath}`,
          variables: { basePath: { default: 'dev' } },
        },
      ],
    });
    expect(document.paths['/pets'].post).toEqual({
      operationId: 'addPet',
      requestBody: { content: jsonOf('Pet'), required: true },
      responses: {
        200: { description: '200 response', content: jsonOf('Pet') },
        400: {
          description: '400 response',
          headers: { 'X-Why': { schema: { type: 'string' } } },
          content: jsonOf('Fault'),
        },
      },
      security: [{ api_key: [] }, { token: [] }],
    });
    expect(document.paths['/pets/{petId}'].get.parameters).toEqual([
      { name: 'petId', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'full', in: 'query', schema: { type: 'string' } },
    ]);
    expect(document.components.schemas.Pets).toEqual({
      type: 'array',
      items: { $ref: '#/components/schemas/Pet' },
    });
    expect(document.components.securitySchemes).toEqual({
      api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
      sigv4: expect.objectContaining({ name: 'Authorization' }),
      token: { type: 'apiKey', name: 'X-Token', in: 'header' },
    });
  });

  it('describes it in OpenAPI 2, where references and bodies are written differently', async () => {
    const { document } = await exported(await deployed(definition), 'swagger');
    expect(document).toMatchObject({ swagger: '2.0', basePath: '/dev', schemes: ['https'] });
    expect(document.paths['/pets'].post).toMatchObject({
      consumes: ['application/json'],
      produces: ['application/json'],
      parameters: [{ in: 'body', name: 'Pet', required: true, schema: { $ref: '#/definitions/Pet' } }],
      responses: {
        400: { schema: { $ref: '#/definitions/Fault' }, headers: { 'X-Why': { type: 'string' } } },
      },
    });
    expect(document.definitions.Pet.properties.friends).toEqual({ $ref: '#/definitions/Pets' });
  });

  it('contains AWS extensions only on request, apart from two that clients need', async () => {
    const restApiId = await deployed(definition);
    const plain = JSON.stringify((await exported(restApiId, 'oas30')).document);
    const needed = ['x-amazon-apigateway-any-method', 'x-amazon-apigateway-authtype'];
    expect(new Set(plain.match(/x-amazon-[\w-]+/g))).toEqual(new Set(needed));
    const integrations = await exported(restApiId, 'oas30', 'integrations');
    expect(integrations.document.paths['/pets'].post).toHaveProperty('x-amazon-apigateway-integration');
    expect(JSON.stringify(integrations.document)).not.toContain('x-amazon-apigateway-authorizer');
    const whole = (await exported(restApiId, 'oas30', 'integrations,authorizers')).document;
    expect(whole.components.securitySchemes.token['x-amazon-apigateway-authorizer']).toMatchObject(token);
  });

  it.each(['oas30', 'swagger'])(
    'makes the same API when it is imported again, from %s in JSON or YAML',
    async (exportType) => {
      const restApiId = await deployed(definition);
      const first = await exported(restApiId, exportType, 'apigateway');
      const yaml = await exported(restApiId, exportType, 'apigateway', 'application/yaml');
      expect([yaml.contentType, yaml.document]).toEqual(['application/octet-stream', first.document]);
      const copyId = await deployed(first.document);
      expect(await methodsOf(copyId)).toEqual(await methodsOf(restApiId));
      const second = await exported(copyId, exportType, 'apigateway');
      const withCopyId = JSON.stringify(first.document).replaceAll(restApiId, copyId);
      expect(second.document).toEqual(JSON.parse(withCopyId));
    },
  );

  it.each([
    ['raml', undefined, undefined, 'expected swagger or oas30, received raml'],
    ['oas30', 'postman', undefined, 'postman is not offered'],
    ['oas30', 'colours', undefined, 'expected apigateway, integrations, authorizers or documentation'],
    ['oas30', undefined, 'text/html', 'expected application/json or application/yaml'],
  ])('refuses %s with extensions %s as %s: %s', async (exportType, extensions, accepts, message) => {
    const restApiId = await deployed(api({ '/': { get: mockMethod('x') } }));
    await expect(exported(restApiId, exportType, extensions, accepts)).rejects.toThrow(message);
  });
});
