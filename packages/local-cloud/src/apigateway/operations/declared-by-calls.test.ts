import {
  APIGatewayClient,
  type AuthorizerType,
  CreateAuthorizerCommand,
  CreateModelCommand,
  CreateRequestValidatorCommand,
  CreateRestApiCommand,
  DeleteAuthorizerCommand,
  DeleteMethodCommand,
  DeleteModelCommand,
  DeleteRequestValidatorCommand,
  GetAuthorizersCommand,
  GetModelCommand,
  GetModelsCommand,
  GetModelTemplateCommand,
  GetRequestValidatorCommand,
  GetRequestValidatorsCommand,
  type PatchOperation,
  PutMethodCommand,
  UpdateAuthorizerCommand,
  UpdateModelCommand,
  UpdateRequestValidatorCommand,
} from '@aws-sdk/client-api-gateway';
import { beforeEach, describe, expect, it } from 'vitest';
import { withCloud } from '../../testing/cloud-client.ts';
import { uriOf } from '../testing/definitions.ts';

const cloud = withCloud();
const client = () => cloud.client(APIGatewayClient);
let restApiId: string;
let resourceId: string;

beforeEach(async () => {
  const api = await client().send(new CreateRestApiCommand({ name: 'declared' }));
  restApiId = api.id ?? '';
  resourceId = api.rootResourceId ?? '';
});

const replace = (path: string, value: string): PatchOperation => ({ op: 'replace', path, value });
const putMethod = (members: object) =>
  client().send(
    new PutMethodCommand({ restApiId, resourceId, httpMethod: 'ANY', authorizationType: 'NONE', ...members }),
  );

describe('Models', () => {
  const contentType = 'application/json';
  const schema = '{"type":"object","required":["name"]}';
  const create = (members: object = {}) =>
    client().send(new CreateModelCommand({ restApiId, name: 'Pet', contentType, schema, ...members }));
  const update = (...patchOperations: PatchOperation[]) =>
    client().send(new UpdateModelCommand({ restApiId, modelName: 'Pet', patchOperations }));
  const remove = (modelName: string) => client().send(new DeleteModelCommand({ restApiId, modelName }));

  it('are created beside those that every API has, changed and deleted', async () => {
    const described = { name: 'Pet', contentType, schema, description: 'animals' };
    expect(await create({ description: 'animals' })).toMatchObject(described);
    const { items = [] } = await client().send(new GetModelsCommand({ restApiId }));
    expect(items.map(({ name }) => name)).toEqual(['Empty', 'Error', 'Pet']);
    await update(replace('/schema', '{"type":"string"}'), replace('/description', 'words'));
    const shown = () => client().send(new GetModelCommand({ restApiId, modelName: 'Pet' }));
    expect(await shown()).toMatchObject({ schema: '{"type":"string"}', description: 'words' });
    await remove('Pet');
    await expect(shown()).rejects.toThrow('Invalid model name specified: Pet');
  });

  it('stay as long as a method or another model needs them', async () => {
    await create();
    const $ref = `https://apigateway.amazonaws.com/restapis/${restApiId}/models/Pet`;
    await create({ name: 'Pets', schema: JSON.stringify({ type: 'array', items: { $ref } }) });
    await putMethod({ requestModels: { 'application/json': 'Pets' } });
    await expect(remove('Pets')).rejects.toThrow(
      "Cannot delete model 'Pets', is referenced in method request: //ANY",
    );
    await expect(remove('Pet')).rejects.toThrow("Cannot delete model 'Pet', is referenced in model: Pets");
    await client().send(new DeleteMethodCommand({ restApiId, resourceId, httpMethod: 'ANY' }));
    await remove('Pets');
    await remove('Pet');
  });

  it.each([
    [{ name: '' }, 'Model name must be non-empty'],
    [{ name: 'a-b' }, 'Model name must be alphanumeric: a-b'],
    [{ name: 'Empty' }, 'Model name already exists for this REST API'],
    [{ schema: '' }, 'Model schema must have at least 1 property or array items defined'],
    [{ schema: '{"type":"colour"}' }, 'Invalid model schema specified'],
    [{ schema: '{"$ref":"#/definitions/Absent"}' }, 'expected a model for #/definitions/Absent'],
  ])('refuse %j', async (members, message) => {
    await expect(create(members)).rejects.toThrow(message);
  });

  it('have a mapping template that writes a sample of them', async () => {
    const tag = { type: 'object', properties: { word: { type: 'string' } } };
    const properties = {
      id: { type: 'integer' },
      price: { type: ['number', 'null'] },
      isSold: { type: 'boolean' },
      tags: { type: 'array', items: tag },
      parent: { $ref: '#/definitions/Pet' },
    };
    await create({ schema: JSON.stringify({ type: 'object', properties }) });
    const { value } = await client().send(new GetModelTemplateCommand({ restApiId, modelName: 'Pet' }));
    expect(value?.split('\n').map((line) => line.trim())).toEqual([
      "#set($inputRoot = $input.path('$'))",
      ...['{', '"id" : 42,', '"price" : 3.1415,', '"isSold" : true,', '"tags" : ['],
      '##TODO: Update this foreach loop to reference array from input json',
      ...['#foreach($elem in $inputRoot)', '{', '"word" : "foo"', '}', '#if($foreach.hasNext),#end', '#end'],
      ...['],', '"parent" : {', '"id" : 42,', '"price" : 3.1415,', '"isSold" : true,', '"tags" : ['],
      '##TODO: Update this foreach loop to reference array from input json',
      ...['#foreach($elem in $inputRoot)', '{', '"word" : "foo"', '}', '#if($foreach.hasNext),#end', '#end'],
      ...['],', '"parent" : { }', '}', '}'],
    ]);
    const empty = await client().send(new GetModelTemplateCommand({ restApiId, modelName: 'Empty' }));
    expect(empty.value).toBe("#set($inputRoot = $input.path('$'))\n{ }");
  });

  it('have no template of endless size', async () => {
    const twice = (name: string) => ({
      type: 'object',
      properties: { a: { $ref: `#/definitions/${name}` }, b: { $ref: `#/definitions/${name}` } },
    });
    const definitions = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`D${index}`, twice(`D${index + 1}`)]),
    );
    await create({ schema: JSON.stringify({ ...twice('D0'), definitions: { ...definitions, D40: {} } }) });
    const template = client().send(new GetModelTemplateCommand({ restApiId, modelName: 'Pet' }));
    await expect(template).rejects.toThrow('The template of a model can have at most 5000 lines');
  });

  it('are patched as AWS says', async () => {
    await create();
    await expect(update(replace('/name', 'x'))).rejects.toThrow(
      "Invalid patch path  '/name' specified for op 'replace'. Must be one of: [/description, /schema]",
    );
    await expect(update({ op: 'add', path: '/schema', value: 'x' })).rejects.toThrow(
      'choose supported operations',
    );
    await expect(update(replace('/schema', ''))).rejects.toThrow(
      'Model schema must have at least 1 property',
    );
  });
});

describe('Request validators', () => {
  it('are created, changed and deleted', async () => {
    const created = await client().send(
      new CreateRequestValidatorCommand({ restApiId, name: 'body', validateRequestBody: true }),
    );
    const ids = { restApiId, requestValidatorId: created.id };
    const update = (...patchOperations: PatchOperation[]) =>
      client().send(new UpdateRequestValidatorCommand({ ...ids, patchOperations }));
    await putMethod({ requestValidatorId: created.id });
    const changed = await update(
      replace('/validateRequestParameters', 'true'),
      { op: 'replace', path: '/validateRequestBody' },
      replace('/name', 'parameters'),
    );
    const described = { name: 'parameters', validateRequestBody: false, validateRequestParameters: true };
    expect(changed).toMatchObject(described);
    expect(await client().send(new GetRequestValidatorCommand(ids))).toMatchObject(described);
    await expect(update(replace('/name', ''))).rejects.toThrow('Request Validator name cannot be blank');
    await expect(update(replace('/invalidPath', 'x'))).rejects.toThrow(
      'Must be one of: [/name, /validateRequestParameters, /validateRequestBody]',
    );
    await client().send(new DeleteRequestValidatorCommand(ids));
    expect((await client().send(new GetRequestValidatorsCommand({ restApiId }))).items).toEqual([]);
    await expect(client().send(new GetRequestValidatorCommand(ids))).rejects.toThrow(
      'Invalid Request Validator identifier specified',
    );
    await expect(
      client().send(new CreateRequestValidatorCommand({ restApiId: 'absent', name: 'x' })),
    ).rejects.toThrow('Invalid REST API identifier specified');
  });
});

describe('Authorizers', () => {
  const authorizerUri = uriOf('arn:aws:lambda:us-east-1:000000000000:function:authorize');
  const type: AuthorizerType = 'TOKEN';
  const identitySource = 'method.request.header.Auth';
  const create = (members: object = {}) =>
    client().send(
      new CreateAuthorizerCommand({
        restApiId,
        name: 'guard',
        type,
        authorizerUri,
        identitySource,
        ...members,
      }),
    );

  it('are created, changed, and deleted once no method has them', async () => {
    const { id: authorizerId = '', ...created } = await create();
    expect(created).toMatchObject({
      name: 'guard',
      type: 'TOKEN',
      authType: 'custom',
      authorizerUri,
      identitySource,
      authorizerResultTtlInSeconds: 300,
    });
    const ids = { restApiId, authorizerId };
    const changed = await client().send(
      new UpdateAuthorizerCommand({
        ...ids,
        patchOperations: [replace('/authorizerResultTtlInSeconds', '0'), replace('/name', 'keeper')],
      }),
    );
    expect(changed).toMatchObject({ id: authorizerId, name: 'keeper', authorizerResultTtlInSeconds: 0 });
    const method = await putMethod({ authorizationType: 'CUSTOM', authorizerId });
    expect(method).toMatchObject({ authorizationType: 'CUSTOM', authorizerId });
    await expect(client().send(new DeleteAuthorizerCommand(ids))).rejects.toThrow(
      "Cannot delete authorizer 'keeper', is referenced in method: //ANY",
    );
    await client().send(new DeleteMethodCommand({ restApiId, resourceId, httpMethod: 'ANY' }));
    await client().send(new DeleteAuthorizerCommand(ids));
    expect((await client().send(new GetAuthorizersCommand({ restApiId }))).items).toEqual([]);
  });

  it('accept the tokens of user pools', async () => {
    const providerARNs = ['arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_pool'];
    const created = await create({ type: 'COGNITO_USER_POOLS', providerARNs, authorizerUri: undefined });
    expect(created).toMatchObject({
      type: 'COGNITO_USER_POOLS',
      authType: 'cognito_user_pools',
      providerARNs,
    });
  });

  it.each([
    [{ name: '' }, 'Authorizer name must be non-empty'],
    [{ type: 'GUESS' }, 'Invalid authorizer type'],
    [{ authorizerUri: 'here' }, 'Invalid ARN specified in the request'],
    [{ authorizerResultTtlInSeconds: 3601 }, 'expected 0 to 3600, received 3601'],
    [{ type: 'COGNITO_USER_POOLS', authorizerUri: undefined }, 'Invalid providerARNs'],
  ])('refuse %j', async (members, message) => {
    await expect(create(members)).rejects.toThrow(message);
  });

  it('have names of their own', async () => {
    await create();
    await expect(create()).rejects.toThrow(
      'Authorizer name must be unique. Authorizer guard already exists in this RestApi.',
    );
  });
});
