import { describe, expect, it } from 'vitest';
import { printed } from '../python2/printed.ts';
import type { JsonObject } from '../template.ts';
import { edited, emptyDefinition, withMethod } from './api-definition.ts';
import { atPath, editedAt, withAllPaths } from './wide-paths.ts';

// Paths whose order changes with each copy.
const edits = Array.from(
  { length: 121 },
  (_, index) => [`/p${index % 50}`, index % 3 ? 'get' : 'put'] as const,
);

describe('SM-16: paths that are edited one by one', () => {
  it('are printed as if all of them were copied before and after each edit', () => {
    const [one, all] = edits.reduce<[JsonObject, JsonObject]>(
      ([byPath, whole], [path, method]) => [
        editedAt(byPath, path, (before) => withMethod(before, path, method)),
        edited(whole, (before) => withMethod(before, path, method)),
      ],
      [emptyDefinition, emptyDefinition],
    );
    expect(printed(withAllPaths(one))).toBe(printed(all));
    expect(JSON.stringify(withAllPaths(one))).toBe(JSON.stringify(all));
  });

  it('are seen by an edit one at a time', () => {
    const before = editedAt(emptyDefinition, '/a', (definition) => withMethod(definition, '/a', 'get'));
    const after = editedAt(before, '/b', (definition) => {
      expect(definition.paths).toEqual({});
      return withMethod(definition, '/b', 'get');
    });
    expect(atPath(after, '/a').paths).toEqual({ '/a': { get: {} } });
    expect(withAllPaths(after).paths).toEqual({ '/a': { get: {} }, '/b': { get: {} } });
  });
});
