import { describe, expect, it } from 'vitest';
import { compileModels } from './compile-models.ts';

function modelsOf(count: number, schema: object): Record<string, { schema: string }> {
  const text = JSON.stringify(schema);
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`A${index}`, { schema: text }]));
}

function nested(levels: number): object {
  return levels === 0 ? {} : { allOf: [nested(levels - 1), nested(levels - 1)] };
}

describe('the models of an API', () => {
  it.each([
    ['many models', modelsOf(5_001, { type: 'object' })],
    ['one of many properties', modelsOf(1, { properties: Object.fromEntries(listOfSchemas(5_000)) })],
    ['one of nested choices', modelsOf(1, nested(12))],
  ])('are refused before the work for %s', (_what, models) => {
    expect(() => compileModels(models)).toThrow(
      /^The models of an API may have at most 5000 schemas in all; those of this one have \d+\.$/,
    );
  });

  it('are compiled up to that many', () => {
    expect(compileModels(modelsOf(100, { properties: Object.fromEntries(listOfSchemas(40)) })).size).toBe(
      100,
    );
  });
});

function listOfSchemas(length: number): [string, object][] {
  return Array.from({ length }, (_, index) => [`k${index}`, { type: 'string' }]);
}
