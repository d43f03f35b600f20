import { describe, expect, test } from 'vitest';
import type { Operation } from '../model.ts';
import { everything, scanSources } from '../testing/scan-source.ts';

/** The operations of methods in one class, in one scan. */
function operationsOf(methods: readonly string[], before = ''): readonly Operation[] {
  const { classes, problems } = scanSources({
    'api.ts': `${everything}\nimport { Response } from 'lambada';
${before}
@Path('/') export class Api {\n${methods.join('\n')}\n}`,
  });
  expect(problems).toEqual([]);
  return classes.flatMap(({ operations }) => operations);
}

const before = `
export enum Size { Small = 'small', Large = 'large' }
export interface Pet { name: string }
export class Paging { @QueryParam() limit = 20; @QueryParam('from') start?: string; @QueryParam() order!: 'up' | 'down'; other = 1; }
export class Filter extends Paging { @HeaderParam('X-Tenant') tenant!: string; @BeanParam() inner!: Paging2; }
export class Paging2 { @CookieParam() session?: string; }
type PetResponse = Response<Pet>;
type Bytes = Uint8Array;`;

describe('a parameter', () => {
  const cases: [string, object][] = [
    [
      '@QueryParam() value: string',
      { kind: 'query', name: 'value', required: true, schema: { type: 'string' } },
    ],
    ["@QueryParam('v') value: string", { kind: 'query', name: 'v' }],
    ["@HeaderParam('X-Value') value: string", { kind: 'header', name: 'x-value' }],
    ['@CookieParam() value: string', { kind: 'cookie', name: 'value' }],
    ['@FormParam() value: string', { kind: 'form', name: 'value' }],
    ['@FormParam() value: Uint8Array', { kind: 'form', schema: { format: 'byte', 'x-value': 'Uint8Array' } }],
    ['@QueryParam() value?: string', { required: false, schema: { type: 'string' } }],
    ['@QueryParam() value: string | undefined', { required: false, schema: { type: 'string' } }],
    ['@QueryParam() value?: boolean', { required: false, schema: { type: 'boolean' } }],
    ["@QueryParam() value = 'a'", { required: false, default: 'a', schema: { type: 'string' } }],
    ['@QueryParam() value = -1', { required: false, default: -1, schema: { type: 'number' } }],
    ['@QueryParam() value = false', { required: false, default: false, schema: { type: 'boolean' } }],
    ['@QueryParam() value = 10n', { required: false, default: '10', schema: { 'x-value': 'bigint' } }],
    [
      '@QueryParam() value = Size.Small',
      { required: false, default: 'small', schema: { $ref: '#/components/schemas/Size' } },
    ],
    ['@QueryParam() value: Size = Size.Small', { required: false, default: 'small' }],
    ["@QueryParam() @DefaultValue('10') value: number", { required: false, default: 10 }],
    ['@QueryParam() @DefaultValue(10) value: number', { required: false, default: 10 }],
    ["@QueryParam() @DefaultValue('true') value: boolean", { required: false, default: true }],
    ["@QueryParam() @DefaultValue('a') value: string[]", { required: false, default: ['a'] }],
    ["@QueryParam() @DefaultValue('2026-01-02') value: Date", { required: false, default: '2026-01-02' }],
    ['@QueryParam() value = new Date()', { required: false, schema: { 'x-value': 'Date' } }],
    [
      '@QueryParam() value: readonly number[]',
      { required: true, schema: { type: 'array', items: { type: 'number' } } },
    ],
    ["@QueryParam() value: 'a' | 'b'", { schema: { type: 'string', enum: ['a', 'b'] } }],
    ['@QueryParam() value: 1 | 2', { schema: { type: 'number', enum: [1, 2] } }],
    ['/** @minLength 3 */ @QueryParam() value: string', { schema: { type: 'string', minLength: 3 } }],
    ['value: string', { kind: 'body', as: 'string', required: true }],
    ['value: Uint8Array', { kind: 'body', as: 'bytes' }],
    ['value: Bytes', { kind: 'body', as: 'bytes' }],
    ['value: Pet', { kind: 'body', as: 'json', schema: { $ref: '#/components/schemas/Pet' } }],
    ['value: Pet[]', { kind: 'body', as: 'json' }],
    ['value?: Pet', { kind: 'body', required: false, schema: { $ref: '#/components/schemas/Pet' } }],
    [
      'value: Pet | null',
      {
        kind: 'body',
        required: true,
        schema: { anyOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'null' }] },
      },
    ],
    ['{ name }: Pet', { kind: 'body', as: 'json' }],
    [
      '@BeanParam() value: Filter',
      {
        kind: 'bean',
        bean: { file: 'api.ts', exportName: 'Filter' },
        fields: [
          { property: 'tenant', parameter: { kind: 'header', name: 'x-tenant', required: true } },
          {
            property: 'inner',
            parameter: { kind: 'bean', fields: [{ property: 'session', parameter: { kind: 'cookie' } }] },
          },
          { property: 'limit', parameter: { name: 'limit', required: false, default: 20 } },
          { property: 'start', parameter: { name: 'from', required: false } },
          { property: 'order', parameter: { name: 'order', required: true } },
        ],
      },
    ],
  ];
  const methods = cases.map(
    ([parameter], index) => `@POST @Path('/p${index}') m${index}(${parameter}): void {}`,
  );
  const operations = operationsOf(methods, before);
  test.each(cases.map((each, index) => [...each, index] as const))('%s', (_, expected, index) => {
    const [parameter] = operations[index]?.parameters ?? [];
    expect(parameter).toMatchObject(expected);
    if (!('default' in expected)) expect(parameter).not.toHaveProperty('default');
  });
});

describe('a result', () => {
  const pet = { $ref: '#/components/schemas/Pet' };
  const cases: [string, object][] = [
    ['void', { kind: 'void', mayBeEmpty: true }],
    ['Promise<void>', { kind: 'void', mayBeEmpty: true }],
    ['undefined', { kind: 'void', mayBeEmpty: true }],
    ['Pet', { kind: 'json', schema: pet, mayBeEmpty: false }],
    ['Promise<Pet>', { kind: 'json', schema: pet, mayBeEmpty: false }],
    ['Promise<Pet | undefined>', { kind: 'json', schema: pet, mayBeEmpty: true }],
    ['Pet | null', { kind: 'json', schema: { anyOf: [pet, { type: 'null' }] }, mayBeEmpty: false }],
    ['number', { kind: 'json', schema: { type: 'number' }, mayBeEmpty: false }],
    ['boolean | undefined', { kind: 'json', schema: { type: 'boolean' }, mayBeEmpty: true }],
    ['unknown', { kind: 'json', schema: {}, mayBeEmpty: false }],
    ['string', { kind: 'string', schema: { type: 'string' }, mayBeEmpty: false }],
    ["'a' | 'b'", { kind: 'string', schema: { type: 'string', enum: ['a', 'b'] }, mayBeEmpty: false }],
    ['Size', { kind: 'string', schema: { $ref: '#/components/schemas/Size' }, mayBeEmpty: false }],
    ['Uint8Array', { kind: 'bytes', mayBeEmpty: false }],
    ['Buffer | undefined', { kind: 'bytes', mayBeEmpty: true }],
    ['ReadableStream<Uint8Array>', { kind: 'stream', mayBeEmpty: false }],
    ['Response', { kind: 'response', mayBeEmpty: false }],
    ['Response<Pet>', { kind: 'response', schema: pet, mayBeEmpty: false }],
    ['PetResponse', { kind: 'response', schema: pet, mayBeEmpty: false }],
    ['Response<Pet> | Response<undefined>', { kind: 'response', schema: pet, mayBeEmpty: false }],
    ['Response | Pet', { kind: 'json', schema: pet, mayBeEmpty: false }],
    ['Response | boolean | undefined', { kind: 'json', schema: { type: 'boolean' }, mayBeEmpty: true }],
    [
      'Promise<Response | Size>',
      { kind: 'string', schema: { $ref: '#/components/schemas/Size' }, mayBeEmpty: false },
    ],
  ];
  const methods = cases.map(
    ([type], index) => `@GET @Path('/r${index}') m${index}(): ${type} { throw new Error(); }`,
  );
  const operations = operationsOf(methods, before);
  test.each(cases.map((each, index) => [...each, index] as const))('%s', (_, expected, index) => {
    expect(operations[index]?.result).toEqual(expected);
  });

  test('is inferred where no type is written', () => {
    const [inferred] = operationsOf(['@GET async get() { return [{ id: 1, at: new Date() }]; }']);
    expect(inferred?.result.schema).toEqual({
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'number' },
          at: { type: 'string', format: 'date-time', 'x-value': 'Date' },
        },
        required: ['id', 'at'],
      },
    });
  });
});

test('the media types, status and authorizer of a method win over those of its class', () => {
  const { classes, problems } = scanSources({
    'api.ts': `${everything}
@Authorizer('a') export class A { authorize() { return undefined; } }
@Authorizer('b') export class B { authorize() { return undefined; } }
@Path('api/') @Consumes('application/json') @Produces('application/json') @Authorized('a')
export class Api {
  @POST @Path('x') @Status(202) one(body: object): object { return body; }
  @POST @Path('/y/') @Consumes('text/csv', 'text/plain') @Produces('text/csv') @Authorized('b') two(body: string): string { return body; }
}`,
  });
  expect(problems).toEqual([]);
  expect(classes[0]?.operations).toMatchObject([
    {
      path: '/api/x',
      consumes: ['application/json'],
      produces: ['application/json'],
      status: 202,
      authorizer: 'a',
    },
    { path: '/api/y', consumes: ['text/csv', 'text/plain'], produces: ['text/csv'], authorizer: 'b' },
  ]);
});
