import { afterEach, describe, expect, it } from 'vitest';
import { api, mockMethod } from '../testing/definitions.ts';
import { type ServedApi, serveApi } from '../testing/served-api.ts';

let served: ServedApi | undefined;
afterEach(() => served?.stop());

const validatorOf = (name: string) => ({ 'x-amazon-apigateway-request-validator': name });
const validators = {
  'x-amazon-apigateway-request-validators': {
    all: { validateRequestBody: true, validateRequestParameters: true },
    body: { validateRequestBody: true },
    parameters: { validateRequestParameters: true },
  },
};
const status = '{"statusCode": 200}';
const requestTemplates = { 'application/json': status, 'text/plain': status };
const passing = mockMethod('passed', { requestTemplates }) as Record<string, object>;
const integration = passing['x-amazon-apigateway-integration'];
const bodyOf = (schema: object, contentType = 'application/json') => ({
  requestBody: { content: { [contentType]: { schema } } },
});
const parameters = [
  { in: 'query', name: 'qs1', required: true },
  { in: 'path', name: 'issuer', required: true },
  { in: 'header', name: 'X-Token', required: true },
  { in: 'header', name: 'X-Option' },
  { in: 'cookie', name: 'session', required: true },
];
const pet = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };

/** One POST method at `/{issuer}`, validated by `all` unless the definition names another validator. */
async function serving(operation: object, members: object = {}, item: object = {}): Promise<ServedApi> {
  await served?.stop();
  const post = { 'x-amazon-apigateway-integration': integration, ...operation };
  served = await serveApi(
    api({ '/{issuer}': { ...item, post } }, { ...validators, ...validatorOf('all'), ...members }),
  );
  return served;
}

async function responseTo(body: string | undefined, headers: readonly string[] = []): Promise<string> {
  const response = await served?.send({
    method: 'POST',
    path: '/me',
    headers,
    ...(body !== undefined && { body }),
  });
  return response?.text ?? '';
}

/** Which of these bodies a schema lets pass. */
async function fitting(schema: object, bodies: readonly unknown[], models: object = {}): Promise<unknown[]> {
  await serving(bodyOf(schema), { components: { schemas: models } });
  const fit: unknown[] = [];
  for (const body of bodies) if ((await responseTo(JSON.stringify(body))) === 'passed') fit.push(body);
  return fit;
}

const invalid = '{"message":"Invalid request body"}';

describe('request validation', () => {
  it('VA-1: lists every missing parameter, headers first, before it validates the body', async () => {
    await serving({ parameters, ...bodyOf(pet) });
    const { status, text } = (await served?.send({ method: 'POST', path: '/me?qs1=', body: '{}' })) ?? {};
    expect([status, text]).toEqual([
      400,
      '{"message":"Missing required request parameters: [X-Token, qs1]"}',
    ]);
    await serving({ parameters: [...parameters, { in: 'path', name: 'other', required: true }] });
    expect(await responseTo('{}')).toBe(
      '{"message":"Missing required request parameters: [X-Token, other, qs1]"}',
    );
  });

  it('VA-1: accepts a request with its parameters, those of the path item and of references too', async () => {
    const shared = { $ref: '#/components/parameters/shared' };
    const components = { parameters: { shared: { in: 'query', name: 'shared', required: true } } };
    await serving({ parameters: [shared] }, { components }, { parameters });
    const send = (path: string) => served?.send({ method: 'POST', path, headers: ['X-Token', 't'] });
    expect((await send('/me'))?.text).toBe(
      '{"message":"Missing required request parameters: [qs1, shared]"}',
    );
    expect((await send('/me?qs1=1&shared=2'))?.text).toBe('passed');
  });

  it('VA-2: says that a body does not fit, and no more', async () => {
    await serving(bodyOf(pet));
    const send = (body: string) => served?.send({ method: 'POST', path: '/me', body });
    for (const body of ['{"name": 1}', '{"name"', 'null', '[]']) {
      const response = await send(body);
      expect([response?.status, response?.text]).toEqual([400, invalid]);
    }
    expect((await send('{"name": "Rex", "age": 3}'))?.text).toBe('passed');
  });

  it('VA-3: validates a missing body as an empty object', async () => {
    await serving(bodyOf(pet));
    expect(await responseTo(undefined)).toBe(invalid);
    await serving(bodyOf({ type: 'array' }));
    expect([await responseTo(undefined), await responseTo('{}'), await responseTo('[]')]).toEqual([
      invalid,
      invalid,
      'passed',
    ]);
    await serving(bodyOf({ type: 'object' }));
    expect(await responseTo(undefined)).toBe('passed');
  });

  it('VA-4: validates by the model of the content type, and accepts other types', async () => {
    await serving(bodyOf(pet));
    expect(await responseTo('{}', ['Content-Type', 'application/JSON; charset=utf-8'])).toBe(invalid);
    expect(await responseTo('{}', ['Content-Type', 'text/plain'])).toBe('passed');
    await serving(bodyOf(pet, '$default'));
    expect(await responseTo('{}', ['Content-Type', 'text/plain'])).toBe(invalid);
  });

  it('VA-4: reads models of OpenAPI 2, by what the method consumes', async () => {
    const post = {
      'x-amazon-apigateway-integration': integration,
      consumes: ['text/json'],
      parameters: [{ in: 'body', name: 'pet', schema: { $ref: '#/definitions/pet' } }],
    };
    const definition = {
      ...api({ '/{issuer}': { post } }, { ...validators, ...validatorOf('body'), definitions: { pet } }),
      openapi: undefined,
      swagger: '2.0',
    };
    served = await serveApi(definition);
    expect(await responseTo('{}', ['Content-Type', 'text/json'])).toBe(invalid);
    expect(await responseTo('{}')).toBe('passed');
  });

  it('VA-4: follows references between models, in every form and in cycles', async () => {
    const models = {
      PetList: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
      Pet: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { $ref: '#/components/schemas/Name' },
          friend: { $ref: 'https://apigateway.amazonaws.com/restapis/abcdef1234/models/Pet' },
          size: { $ref: '#/definitions/own' },
        },
        definitions: { own: { type: 'integer', minimum: 0, exclusiveMinimum: true } },
      },
      Name: { type: 'string' },
    };
    const good = [{ name: 'a', friend: { name: 'b', friend: { name: 'c' } }, size: 1 }];
    const bad = [[{ name: 'a', friend: { friend: {} } }], [{ name: 1 }], [{ name: 'a', size: 0 }], {}];
    expect(await fitting({ $ref: '#/components/schemas/PetList' }, [good, ...bad], models)).toEqual([good]);
    const first = { $ref: '#/components/schemas/Pet/properties/name' };
    expect(await fitting(first, ['a', 1], models)).toEqual(['a']);
  });

  it('VA-4: knows null, minItems and required names that every object inherits', async () => {
    const nullable = { properties: { status: { oneOf: [{ type: 'null' }, pet] } }, required: ['status'] };
    const bodies = [{ status: null }, { status: { name: 'a' } }, { status: {} }, {}];
    expect(await fitting(nullable, bodies)).toEqual(bodies.slice(0, 2));
    expect(await fitting({ type: 'array', minItems: 1 }, [[], [1]])).toEqual([[1]]);
    expect(await fitting({ required: ['toString'] }, [{}, { toString: 1 }])).toEqual([{ toString: 1 }]);
  });

  it("VA-4: enforces neither formats nor OpenAPI's own words", async () => {
    const schema = { type: 'string', format: 'byte', nullable: true, example: { $ref: '#/nowhere' } };
    expect(await fitting(schema, ['this is random', null])).toEqual(['this is random']);
    expect(
      await fitting({ properties: { id: { type: 'string' } }, id: 'x' }, [{ id: 1 }, { id: 'a' }]),
    ).toEqual([{ id: 'a' }]);
  });

  it('VA-4: refuses a model that is not a schema of draft 4', async () => {
    for (const schema of [
      { type: 'objekt' },
      { pattern: '(' },
      { required: true },
      { $ref: '#/components/schemas/Missing' },
    ]) {
      await expect(serving({}, { components: { schemas: { Odd: schema } } })).rejects.toThrow(
        "Unable to create model for 'Odd': Validation Result: warnings : [], errors : [Invalid model schema specified",
      );
    }
  });

  it.each([
    [null, 'null'],
    [[], 'a list'],
    ['text', 'a string'],
  ])('refuses %j for a model', async (schema, kind) => {
    await expect(serving({}, { definitions: { Odd: schema } })).rejects.toThrow(
      `[Invalid model schema specified: expected an object, received ${kind}]`,
    );
  });

  it('refuses the name of a model that is not alphanumeric, and accepts one that every object has', async () => {
    for (const name of ['__proto__', 'body_1', 'Pet List', '']) {
      const definitions = Object.fromEntries([[name, pet]]);
      await expect(serving({}, { definitions })).rejects.toThrow(
        `Unable to create model for '${name}': Model name must be alphanumeric: ${name}`,
      );
    }
    const models = {
      constructor: pet,
      toString: { type: 'array', items: { $ref: '#/definitions/constructor' } },
    };
    const bodies = [[{ name: 'a' }], [{}]];
    expect(await fitting({ $ref: '#/components/schemas/toString' }, bodies, models)).toEqual([bodies[0]]);
  });

  it('VA-5: finds headers case-insensitively, and validates nothing for an unknown validator', async () => {
    const header = { parameters: [{ in: 'header', name: 'X-Token', required: true }] };
    await serving(header);
    expect(await responseTo('{}', ['x-tOKEN', 't'])).toBe('passed');
    await serving({ ...header, ...validatorOf('unknown') });
    expect(await responseTo('{}')).toBe('passed');
  });

  it('VA-6: names the kind of error', async () => {
    await serving({ parameters, ...bodyOf(pet) });
    const send = (headers: string[], path: string) => served?.send({ method: 'POST', path, headers });
    expect((await send([], '/me'))?.headers['x-amzn-errortype']).toBe('BadRequestException');
    expect((await send(['X-Token', 't'], '/me?qs1=1'))?.headers['x-amzn-errortype']).toBe(
      'BadRequestException',
    );
  });

  it("VA-7: prefers a method's validator to the API's", async () => {
    const request = { parameters, ...bodyOf(pet) };
    await serving({ ...request, ...validatorOf('body') });
    expect(await responseTo('{}')).toBe(invalid);
    await serving({ ...request, ...validatorOf('parameters') });
    expect(await responseTo('{}')).toMatch('Missing required request parameters');
    await serving(request, { 'x-amazon-apigateway-request-validator': undefined });
    expect(await responseTo('{}')).toBe('passed');
  });
});
