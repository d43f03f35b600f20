import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRouter } from './router.ts';

describe('the router', () => {
  const route = createRouter(['/', '/notes', '/notes/{id}', '/notes/new', '/notes/{id}/tags', '/{rest+}']);

  it.each([
    ['/', '/', {}],
    ['/notes', '/notes', {}],
    ['/notes/', '/notes', {}],
    ['//notes', '/notes', {}],
    ['/notes/new', '/notes/new', {}],
    ['/notes/7', '/notes/{id}', { id: '7' }],
    ['/notes/new/tags', '/notes/{id}/tags', { id: 'new' }],
    ['/notes/7/others', '/{rest+}', { rest: 'notes/7/others' }],
    ['/a//b/', '/{rest+}', { rest: 'a//b' }],
    ['/notes/a%2Fb', '/notes/{id}', { id: 'a%2Fb' }],
  ])('finds %s', (path, resource, pathParameters) => {
    expect(route(path)).toEqual({ resource, pathParameters });
  });

  it('finds nothing where there is nothing', () => {
    expect(createRouter(['/notes/{id}'])('/notes')).toBeUndefined();
    expect(createRouter(['/notes/{id}'])('/notes//')).toBeUndefined();
  });

  it('finds what a naive matcher finds, for any resources and paths', () => {
    const literal = fc.constantFrom('a', 'b', 'ab');
    const segment = fc.oneof({ weight: 3, arbitrary: literal }, { weight: 2, arbitrary: fc.constant('{x}') });
    const resource = fc
      .tuple(fc.array(segment, { maxLength: 4 }), fc.boolean())
      .map(([segments, isGreedy]) => `/${[...segments, ...(isGreedy ? ['{rest+}'] : [])].join('/')}`);
    const resources = fc.uniqueArray(resource, { minLength: 1, maxLength: 8 });
    const path = fc
      .array(fc.oneof(literal, fc.constant('')), { maxLength: 6 })
      .map((segments) => `/${segments.join('/')}`);
    fc.assert(
      fc.property(resources, path, (all, requested) => {
        expect(createRouter(all)(requested)?.resource).toBe(naive(all, requested));
      }),
      { numRuns: 3_000 },
    );
  });
});

/** Tries every resource as a regular expression, and takes the best: segment by segment, literal, parameter, greedy. */
function naive(resources: readonly string[], requested: string): string | undefined {
  const path = `/${requested.replace(/^\/+/, '').replace(/\/$/, '')}`;
  const rank = (resource: string) =>
    resource
      .split('/')
      .map((segment) => (segment.endsWith('+}') ? 2 : segment.startsWith('{') ? 1 : 0))
      .join('');
  const matching = resources.filter((resource) => {
    const pattern = resource.replaceAll('{rest+}', '(?!$).+').replaceAll('{x}', '[^/]+');
    return new RegExp(`^${pattern}$`).test(path);
  });
  return matching.sort((a, b) => (rank(a) < rank(b) ? -1 : 1))[0];
}
