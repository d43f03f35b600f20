import { describe, expect, test } from 'vitest';
import type { JsonSchema } from '../model.ts';
import { everything, scanSources } from '../testing/scan-source.ts';

/** The schemas of these types in a body, in one scan, since a scan takes most of the time of a test. */
function schemasOf(types: readonly string[], declarations = '', comments: readonly string[] = []) {
  const fields = types.map((type, index) => `${comments[index] ?? ''}\n readonly value${index}!: ${type};`);
  const { schemas, problems } = scanSources({
    'api.ts': `${everything}
${declarations}
export class Held {\n${fields.join('\n')}\n}
@Path('/') export class Api { @POST take(body: Held): void {} }`,
  });
  expect(problems).toEqual([]);
  const { Held, ...named } = schemas;
  return { named, schemas: types.map((_, index) => Held?.properties?.[`value${index}`]) };
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const properties: Record<string, JsonSchema> = { name: { type: 'string' }, age: { type: 'number' } };
const petSchema: JsonSchema = {
  type: 'object',
  properties,
  required: ['name'],
};

describe('a type alone', () => {
  const cases: [string, JsonSchema][] = [
    ['string', { type: 'string' }],
    ['number', { type: 'number' }],
    ['boolean', { type: 'boolean' }],
    ['bigint', { type: 'integer', 'x-value': 'bigint' }],
    ['null', { type: 'null' }],
    ['unknown', {}],
    ['object', { type: 'object' }],
    ["'a'", { type: 'string', enum: ['a'] }],
    ["'a' | 'b'", { type: 'string', enum: ['a', 'b'] }],
    ['1 | 2', { type: 'number', enum: [1, 2] }],
    ['true', { type: 'boolean', enum: [true] }],
    ['string | null', { type: ['string', 'null'] }],
    ["'a' | null", { type: ['string', 'null'], enum: ['a', null] }],
    ['boolean | null', { type: ['boolean', 'null'] }],
    ['string | number', { anyOf: [{ type: 'string' }, { type: 'number' }] }],
    ['string | boolean', { anyOf: [{ type: 'string' }, { type: 'boolean' }] }],
    ["'a' | number", { anyOf: [{ type: 'string', enum: ['a'] }, { type: 'number' }] }],
    [
      "'a' | 1",
      {
        anyOf: [
          { type: 'string', enum: ['a'] },
          { type: 'number', enum: [1] },
        ],
      },
    ],
    ['`order-${number}`', { type: 'string', pattern: '^order--?[0-9]+(?:\\.[0-9]+)?(?:e[+-]?[0-9]+)?$' }],
    ['`v${1 | 2}`', { type: 'string', enum: ['v1', 'v2'] }],
    ['Date', { type: 'string', format: 'date-time', 'x-value': 'Date' }],
    ['Date | null', { type: ['string', 'null'], format: 'date-time', 'x-value': 'Date' }],
    ['Uint8Array', { type: 'string', format: 'byte', 'x-value': 'Uint8Array' }],
    ['Buffer', { type: 'string', format: 'byte', 'x-value': 'Uint8Array' }],
    ['string[]', { type: 'array', items: { type: 'string' } }],
    ['readonly string[]', { type: 'array', items: { type: 'string' } }],
    [
      'ReadonlyArray<Date>',
      { type: 'array', items: { type: 'string', format: 'date-time', 'x-value': 'Date' } },
    ],
    ['(string | null)[]', { type: 'array', items: { type: ['string', 'null'] } }],
    ['string[][]', { type: 'array', items: { type: 'array', items: { type: 'string' } } }],
    [
      '[number, string?]',
      {
        type: 'array',
        prefixItems: [{ type: 'number' }, { type: 'string' }],
        items: false,
        minItems: 1,
        maxItems: 2,
      },
    ],
    [
      '[number, ...string[]]',
      { type: 'array', prefixItems: [{ type: 'number' }], items: { type: 'string' }, minItems: 1 },
    ],
    ['[]', { type: 'array', items: false, minItems: 0, maxItems: 0 }],
    ['Record<string, number>', { type: 'object', additionalProperties: { type: 'number' } }],
    ['{ [name: string]: boolean }', { type: 'object', additionalProperties: { type: 'boolean' } }],
    [
      "Record<'a' | 'b', number>",
      {
        type: 'object',
        properties: { a: { type: 'number' }, b: { type: 'number' } },
        required: ['a', 'b'],
      },
    ],
    [
      '{ a: string; b?: number; c: boolean | undefined }',
      {
        type: 'object',
        properties: { a: { type: 'string' }, b: { type: 'number' }, c: { type: 'boolean' } },
        required: ['a'],
      },
    ],
    ["string & { readonly brand: 'Id' }", { type: 'string' }],
  ];
  const { schemas, named } = schemasOf(cases.map(([type]) => type));
  test.each(cases.map((each, index) => [...each, index] as const))('%s', (_, expected, index) => {
    expect(schemas[index]).toEqual(expected);
  });

  test('has no name', () => expect(named).toEqual({}));
});

describe('a type of the project', () => {
  const declarations = `
interface Pet { name: string; age?: number }
interface Node { value: string; children: Node[] }
type PetPatch = Partial<Pet>;
interface Page<T> { items: T[] }
type Pair<A, B> = { a: A; b: B };
interface Dog extends Pet { breed: string }
type Both = Pet & { id: number };
class Owner { constructor(readonly name: string) {} private secret = 1; age?: number; get label() { return ""; } greet() {} static all = 1; }
enum Colour { Red = 'red', Blue = 'blue' }
enum Level { Low, High }
type Size = 's' | 'm';
const sizes = ['s', 'm'] as const;
type Shape = Circle | Square; interface Circle { kind: 'circle'; r: number } interface Square { kind: 'square'; a: number }
/** @format email */
type Email = string;
/** @maxLength 40 */
type WorkEmail = Email;
/** When it happened. */
type When = Date;
type Pets = Pet[];
`;
  const cases: [string, JsonSchema, Record<string, JsonSchema>][] = [
    ['Pet', ref('Pet'), { Pet: petSchema }],
    ['Pet[]', { type: 'array', items: ref('Pet') }, { Pet: petSchema }],
    ['Pet | null', { anyOf: [ref('Pet'), { type: 'null' }] }, { Pet: petSchema }],
    ['Partial<Pet>', { type: 'object', properties }, {}],
    ["Pick<Pet, 'name'>", { ...petSchema, properties: { name: { type: 'string' } } }, {}],
    ["Omit<Pet, 'name'>", { type: 'object', properties: { age: { type: 'number' } } }, {}],
    ['Required<Pet>', { ...petSchema, required: ['name', 'age'] }, {}],
    ['PetPatch', ref('PetPatch'), { PetPatch: { type: 'object', properties } }],
    [
      'Page<Pet>',
      ref('PageOfPet'),
      {
        Pet: petSchema,
        PageOfPet: {
          type: 'object',
          properties: { items: { type: 'array', items: ref('Pet') } },
          required: ['items'],
        },
      },
    ],
    [
      'Pair<string, Pet[]>',
      ref('PairOfStringAndPetList'),
      {
        Pet: petSchema,
        PairOfStringAndPetList: {
          type: 'object',
          properties: { a: { type: 'string' }, b: { type: 'array', items: ref('Pet') } },
          required: ['a', 'b'],
        },
      },
    ],
    [
      'Node',
      ref('Node'),
      {
        Node: {
          type: 'object',
          properties: { value: { type: 'string' }, children: { type: 'array', items: ref('Node') } },
          required: ['value', 'children'],
        },
      },
    ],
    [
      'Dog',
      ref('Dog'),
      {
        Dog: {
          type: 'object',
          properties: { breed: { type: 'string' }, ...properties },
          required: ['breed', 'name'],
        },
      },
    ],
    [
      'Both',
      ref('Both'),
      {
        Both: {
          type: 'object',
          properties: { ...properties, id: { type: 'number' } },
          required: ['name', 'id'],
        },
      },
    ],
    ['Owner', ref('Owner'), { Owner: petSchema }],
    ['Colour', ref('Colour'), { Colour: { type: 'string', enum: ['red', 'blue'] } }],
    ['Level', ref('Level'), { Level: { type: 'number', enum: [0, 1] } }],
    ['Level.Low', { type: 'number', enum: [0] }, {}],
    [
      'Colour | null',
      { anyOf: [ref('Colour'), { type: 'null' }] },
      { Colour: { type: 'string', enum: ['red', 'blue'] } },
    ],
    ['Size', ref('Size'), { Size: { type: 'string', enum: ['s', 'm'] } }],
    [
      'Size | null',
      { anyOf: [ref('Size'), { type: 'null' }] },
      { Size: { type: 'string', enum: ['s', 'm'] } },
    ],
    ['(typeof sizes)[number]', { type: 'string', enum: ['s', 'm'] }, {}],
    [
      'Shape',
      ref('Shape'),
      {
        Circle: {
          type: 'object',
          properties: { kind: { type: 'string', enum: ['circle'] }, r: { type: 'number' } },
          required: ['kind', 'r'],
        },
        Shape: {
          oneOf: [ref('Circle'), ref('Square')],
          discriminator: {
            propertyName: 'kind',
            mapping: { circle: '#/components/schemas/Circle', square: '#/components/schemas/Square' },
          },
        },
        Square: {
          type: 'object',
          properties: { kind: { type: 'string', enum: ['square'] }, a: { type: 'number' } },
          required: ['kind', 'a'],
        },
      },
    ],
    ['Email', { type: 'string', format: 'email' }, {}],
    ['Email[]', { type: 'array', items: { type: 'string', format: 'email' } }, {}],
    ['Email | null', { type: ['string', 'null'], format: 'email' }, {}],
    [
      'When',
      { type: 'string', format: 'date-time', 'x-value': 'Date', description: 'When it happened.' },
      {},
    ],
    ['Pets', ref('Pets'), { Pets: { type: 'array', items: ref('Pet') } }],
    ['WorkEmail', { type: 'string', format: 'email', maxLength: 40 }, {}],
  ];
  const { schemas, named } = schemasOf(
    cases.map(([type]) => type),
    declarations,
  );
  test.each(cases.map((each, index) => [...each, index] as const))('%s', (_, expected, parts, index) => {
    expect(schemas[index]).toEqual(expected);
    expect(named).toMatchObject(parts);
  });
});

describe('a doc comment', () => {
  const cases: [string, string, JsonSchema][] = [
    ['@minLength 3', 'string', { minLength: 3 }],
    ['@maxLength 3', 'string', { maxLength: 3 }],
    ['@pattern ^[a-z]{2,}@[^@\\s]+$', 'string', { pattern: '^[a-z]{2,}@[^@\\s]+$' }],
    ['@format uuid', 'string', { format: 'uuid' }],
    ['@minimum -1.5', 'number', { minimum: -1.5 }],
    ['@maximum 1e3', 'number', { maximum: 1000 }],
    ['@exclusiveMinimum 0', 'number', { exclusiveMinimum: 0 }],
    ['@exclusiveMaximum 10', 'bigint', { exclusiveMaximum: 10 }],
    ['@multipleOf 5', 'number', { multipleOf: 5 }],
    ['@integer', 'number', { type: 'integer' }],
    ['@integer', 'number | null', { type: ['integer', 'null'] }],
    ['@minItems 1', 'string[]', { minItems: 1 }],
    ['@maxItems 9', 'string[]', { maxItems: 9 }],
    ['@uniqueItems', 'string[]', { uniqueItems: true }],
    ['@minProperties 1', 'Record<string, string>', { minProperties: 1 }],
    ['@maxProperties 5', 'Record<string, string>', { maxProperties: 5 }],
    ['@additionalProperties false', '{ a: string }', { additionalProperties: false }],
    ['@default red', 'string', { default: 'red' }],
    ['@default "5"', 'string', { default: '5' }],
    ['@default 5', 'number', { default: 5 }],
    ['@example {"a": "b"}', 'Record<string, string>', { examples: [{ a: 'b' }] }],
    ['@title Name', 'string', { title: 'Name' }],
    ['@deprecated', 'string', { deprecated: true }],
    ['@readOnly', 'string', { readOnly: true }],
    ['@writeOnly', 'string', { writeOnly: true }],
    ['@internal', 'string', {}],
    ['What it is.', 'string', { description: 'What it is.' }],
  ];
  const types = cases.map(([, type]) => type);
  const { schemas } = schemasOf(
    types,
    '',
    cases.map(([tag]) => `/** ${tag} */`),
  );
  test.each(cases.map((each, index) => [...each, index] as const))('%s of %s', (_, type, expected, index) => {
    expect(schemas[index]).toMatchObject(expected);
    if (type === 'number' && !('type' in expected))
      expect(schemas[index]).toEqual({ type: 'number', ...expected });
  });
});
