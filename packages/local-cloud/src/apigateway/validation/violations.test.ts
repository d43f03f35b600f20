import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { api, mockMethod } from '../testing/definitions.ts';
import { type ServedApi, serveApi } from '../testing/served-api.ts';

let served: ServedApi | undefined;
afterEach(() => served?.stop());

const template = '{"message":$context.error.messageString,"errors":"$context.error.validationErrorString"}';

/** A method whose body has a model; its gateway response shows what the validator found. */
async function serving(schema: object): Promise<void> {
  await served?.stop();
  const requestBody = { content: { 'application/json': { schema } } };
  served = await serveApi(
    api(
      { '/': { post: { ...mockMethod('passed'), requestBody } } },
      {
        'x-amazon-apigateway-request-validator': 'body',
        'x-amazon-apigateway-request-validators': { body: { validateRequestBody: true } },
        'x-amazon-apigateway-gateway-responses': {
          BAD_REQUEST_BODY: { responseTemplates: { 'application/json': template } },
        },
      },
    ),
  );
}

const send = (body: string | Buffer) => served?.send({ method: 'POST', body });

async function errorsOf(schema: object, body: unknown): Promise<string> {
  await serving(schema);
  const response = await send(JSON.stringify(body));
  return (response?.json as { errors?: string } | undefined)?.errors ?? response?.text ?? '';
}

describe('what a validator found', () => {
  it("GR-5: has the wording of AWS's validator", async () => {
    const schema = {
      type: 'object',
      required: ['type', 'price'],
      additionalProperties: false,
      properties: { type: { enum: ['cat', 'dog'] }, price: { type: ['number', 'null'] }, name: {} },
    };
    expect(await errorsOf(schema, {})).toBe('[object has missing required properties (["price","type"])]');
    expect(await errorsOf(schema, { type: 'bird', price: '1' })).toBe(
      '[instance value ("bird") not found in enum (possible values: ["cat","dog"]), instance type (string) does not match any allowed primitive type (allowed: ["null","number"])]',
    );
    expect(await errorsOf(schema, { type: 'cat', price: 1, b: 1, a: 1 })).toBe(
      '[object instance has properties which are not allowed by the schema: ["a","b"]]',
    );
  });

  it.each<[string, object, unknown, string]>([
    ['minLength', { minLength: 2 }, 'é', 'string "é" is too short (length: 1, required minimum: 2)'],
    ['maxLength', { maxLength: 1 }, '😀😀', 'string "😀😀" is too long (length: 2, maximum allowed: 1)'],
    ['pattern', { pattern: '^\\d+$' }, 'x', 'ECMA 262 regex "^\\d+$" does not match input string "x"'],
    [
      'minimum',
      { minimum: 2 },
      1,
      'numeric instance is lower than the required minimum (minimum: 2, found: 1)',
    ],
    [
      'exclusiveMaximum',
      { maximum: 2, exclusiveMaximum: true },
      2,
      'numeric instance is not strictly lower than the required maximum 2',
    ],
    ['multipleOf', { multipleOf: 2 }, 3, 'remainder of division is not zero (3 / 2)'],
    [
      'minItems',
      { minItems: 1 },
      [],
      'array is too short: must have at least 1 elements but instance has 0 elements',
    ],
    ['uniqueItems', { uniqueItems: true }, [1, 1], 'array must not contain duplicate elements'],
    [
      'maxProperties',
      { maxProperties: 0 },
      { a: 1 },
      'object has too many properties (found 1 but schema requires at most 0)',
    ],
    ['not', { not: {} }, 1, 'instance matched a schema which it should not have'],
    [
      'anyOf',
      { anyOf: [{ type: 'null' }, { minimum: 2 }] },
      1,
      'instance failed to match at least one required schema among 2',
    ],
    [
      'oneOf',
      { oneOf: [{ minimum: 0 }, { maximum: 2 }] },
      1,
      'instance failed to match exactly one schema (matched 2 out of 2)',
    ],
    [
      'dependencies',
      { dependencies: { a: ['b'] } },
      { a: 1 },
      'property "a" of object has missing property dependencies (schema requires ["b"]; missing: ["b"])',
    ],
  ])('GR-5: describes %s', async (_, schema, body, text) => {
    expect(await errorsOf(schema, body)).toBe(`[${text}]`);
  });

  it('never stops the gateway, for any body and schema', async () => {
    const nested = {
      type: 'array',
      items: { anyOf: [{ $ref: '#' }, { items: { $ref: '#' }, minItems: 2 }] },
    };
    await serving(nested);
    for (const body of ['['.repeat(5_000_000), `${'['.repeat(200_000)}${']'.repeat(200_000)}`]) {
      expect((await send(body))?.status).toBe(400);
    }
    await serving({ type: 'string', pattern: '^(a+)+$' });
    const slow = await send(JSON.stringify(`${'a'.repeat(50)}!`));
    expect([slow?.status, slow?.json]).toEqual([
      400,
      { message: 'Invalid request body', errors: '[the validation takes too long]' },
    ]);
    expect((await send('"aaa"'))?.text).toBe('passed');
    const alsoSlow = { required: ['name'], properties: { value: { pattern: '^(a+)+$' } } };
    expect(await errorsOf(alsoSlow, { value: `${'a'.repeat(50)}!` })).toBe(
      '[object has missing required properties (["name"])]',
    );
  });

  it('refuses any JSON but what fits, and says why', async () => {
    await serving({ type: ['object', 'array'], minProperties: 1, minItems: 1 });
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const response = await send(JSON.stringify(value));
        const isFilled = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
        expect(response?.text === 'passed').toBe(isFilled);
        const { errors } = { errors: '', ...(response?.json as object | undefined) };
        if (!isFilled) expect(errors).toMatch(/^\[(instance|object|array) /);
      }),
      { numRuns: 50 },
    );
  });
});
