import { definition } from '@samples/cloud-logic-client';
import { describe, expect, it } from 'vitest';
import { shortened } from './exchange.ts';
import { operationsOf } from './operations.ts';

describe('the operations of the explorer', () => {
  it.each([
    ['iam', '/notes'],
    ['token', '/token/notes'],
  ] as const)('are those for %s, and those that are open', (way, path) => {
    const operations = operationsOf(definition, way);
    expect(operations.map(({ method, path }) => `${method} ${path}`)).toContain(`POST ${path}`);
    expect(new Set(operations.map((operation) => operation.way))).toEqual(new Set([way, undefined]));
  });

  it('are without preflights, which browsers send by themselves', () => {
    const paths = { '/notes': { ...definition.paths['/notes'], options: { responses: {} } } };
    const operations = operationsOf({ ...definition, paths }, 'iam');
    expect(operations.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it('have their parameters, and a body with a value for each field', () => {
    const [update] = operationsOf(definition, 'token').filter(({ method }) => method === 'PUT');
    expect(update?.parameters).toEqual([{ name: 'id', place: 'path', isRequired: true }]);
    expect(JSON.parse(update?.body ?? '')).toEqual({ text: 'Buy milk', version: 1 });
    const [list] = operationsOf(definition, 'iam').filter(({ id }) => id === 'listNotes');
    expect(list?.parameters.map(({ name, isRequired }) => [name, isRequired])).toEqual([
      ['limit', false],
      ['next', false],
    ]);
    expect(list?.body).toBeUndefined();
  });
});

describe('a header on the screen', () => {
  it('shows only the start of a token or signature, and other headers whole', () => {
    const token = `eyJ${'x'.repeat(500)}`;
    for (const name of ['Authorization', 'x-amz-security-token'])
      expect(shortened(name, token)).toBe('eyJxxxxxxxxxxxxx… (503 characters)');
    expect(shortened('content-type', 'application/json')).toBe('application/json');
  });
});
