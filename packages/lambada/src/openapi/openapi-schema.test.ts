import { expect, test } from 'vitest';
import type { JsonSchema } from '../model.ts';
import { openApiSchema } from './openapi-schema.ts';

const pet: JsonSchema = { $ref: '#/components/schemas/Pet' };

test.each<[string, JsonSchema, object]>([
  ['a string or null', { type: ['string', 'null'] }, { type: 'string', nullable: true }],
  ['null', { type: 'null' }, { nullable: true, enum: [null] }],
  ['a reference or null', { anyOf: [pet, { type: 'null' }] }, { allOf: [pet], nullable: true }],
  ['a reference', pet, pet],
  ['a described reference', { ...pet, description: 'Mine' }, { allOf: [pet], description: 'Mine' }],
  [
    'a union or null',
    { anyOf: [pet, { type: 'string' }, { type: 'null' }] },
    { anyOf: [pet, { type: 'string' }], nullable: true },
  ],
  [
    'an exclusive bound',
    { type: 'number', exclusiveMinimum: 0 },
    { type: 'number', minimum: 0, exclusiveMinimum: true },
  ],
  ['examples', { type: 'string', examples: ['a', 'b'] }, { type: 'string', example: 'a' }],
  [
    'a date',
    { type: 'string', format: 'date-time', 'x-value': 'Date' },
    { type: 'string', format: 'date-time' },
  ],
  [
    'a bigint',
    { type: 'integer', 'x-value': 'bigint', default: '7' },
    { type: 'integer', format: 'int64', default: 7 },
  ],
  [
    'a tuple',
    {
      type: 'array',
      prefixItems: [{ type: 'string' }, { type: 'number' }],
      items: false,
      minItems: 2,
      maxItems: 2,
    },
    { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number' }] }, minItems: 2, maxItems: 2 },
  ],
  [
    'a tuple of one type and a rest',
    { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'string' }, minItems: 1 },
    { type: 'array', items: { type: 'string' }, minItems: 1 },
  ],
  [
    'what is within an object',
    {
      type: 'object',
      properties: { a: { type: ['number', 'null'] } },
      additionalProperties: { type: ['string', 'null'] },
    },
    {
      type: 'object',
      properties: { a: { type: 'number', nullable: true } },
      additionalProperties: { type: 'string', nullable: true },
    },
  ],
])('writes %s as OpenAPI 3.0 has it', (_, schema, expected) => {
  expect(openApiSchema(schema)).toEqual(expected);
});
