import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkJsonInput, checkTextInput, inputTypes } from './input-types.ts';

const types = inputTypes({
  string: 'name key',
  number: 'limit',
  boolean: 'isOpen',
  structure: 'entity',
  'list of string': 'names',
  'list of structure': 'tags',
  'map of number': 'weights',
});

describe('the members of JSON input', () => {
  const check = (input: Record<string, unknown>) => checkJsonInput(input, types);

  it('are passed on when they have the types of the table, and when they are not in it', () => {
    const input = {
      name: 'a',
      limit: 1,
      isOpen: false,
      entity: { name: 'b', other: [1] },
      names: ['a', 'b'],
      tags: [{ key: 'k' }],
      weights: { 1: 0.5 },
      other: { name: 'c' },
    };
    expect(check(input)).toEqual(input);
  });

  it('count as absent when they are null', () => {
    expect(check({ name: null, entity: { name: null }, weights: { a: null } })).toEqual({
      entity: {},
      weights: {},
    });
  });

  it.each([
    [{ name: 1 }, 'Expected a string for name, received a number.'],
    [{ limit: '1' }, 'Expected a number for limit, received a string.'],
    [{ isOpen: 'true' }, 'Expected a boolean for isOpen, received a string.'],
    [{ entity: [] }, 'Expected a structure for entity, received a list.'],
    [{ entity: { name: {} } }, 'Expected a string for name, received a structure.'],
    [{ names: '' }, 'Expected a list for names, received a string.'],
    [{ names: [null] }, 'Expected a string for names, received null.'],
    [{ tags: ['k'] }, 'Expected a structure for tags, received a string.'],
    [{ tags: [{ key: 1 }] }, 'Expected a string for key, received a number.'],
    [{ weights: [] }, 'Expected a map for weights, received a list.'],
    [{ weights: { a: 'b' } }, 'Expected a number for weights, received a string.'],
  ])('are refused by name: %j', (input, message) => {
    expect(() => check(input)).toThrow(
      expect.objectContaining({ code: 'SerializationException', statusCode: 400, message }),
    );
  });

  it('are passed on or refused for any value', () => {
    const names = fc.constantFrom(
      'name',
      'limit',
      'entity',
      'names',
      'tags',
      'weights',
      '__proto__',
      'other',
    );
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), (input) => {
        try {
          check(input);
        } catch (error) {
          expect(error).toMatchObject({ code: 'SerializationException' });
        }
      }),
    );
  });
});

describe('the members of a form', () => {
  it('are strings where they are scalars, and an empty string for an empty list', () => {
    const input = { limit: '1', isOpen: 'true', names: '', tags: [{ key: 'k' }] };
    expect(checkTextInput(input, types)).toEqual(input);
  });

  it('are refused when a structure is sent for a scalar, or a scalar for a list', () => {
    const malformed = (message: string) => expect.objectContaining({ code: 'MalformedInput', message });
    expect(() => checkTextInput({ name: { a: 'b' } }, types)).toThrow(
      malformed('Expected a string for name, received a structure.'),
    );
    expect(() => checkTextInput({ tags: 'k' }, types)).toThrow(
      malformed('Expected a list for tags, received a string.'),
    );
  });
});
