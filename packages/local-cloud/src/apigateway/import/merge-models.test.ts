import { describe, expect, it } from 'vitest';
import { api, mockMethod } from '../testing/definitions.ts';
import { importDefinition } from './import-definition.ts';
import { mergeModels } from './merge-models.ts';
import type { JsonObject } from './refuse.ts';

const types = (...names: string[]) => ({ 'x-amazon-apigateway-binary-media-types': names });

function merged(first: object, second: object) {
  const former = importDefinition(first as JsonObject);
  const latter = importDefinition(second as JsonObject, { previous: former });
  return { former, model: mergeModels(former, latter) };
}

describe('merging a definition', () => {
  it('BN-5: adds binary media types', () => {
    const { model } = merged(api({}, types('image/png', 'a/b')), api({}, types('image/jpeg', 'a/b')));
    expect(model.binaryMediaTypes).toEqual(['image/png', 'a/b', 'image/jpeg']);
  });

  it('adds methods, and replaces existing ones', () => {
    const { former, model } = merged(
      api({ '/a': { get: mockMethod('old'), post: mockMethod('kept') } }),
      api({ '/a': { get: mockMethod('new') }, '/a/b': { get: mockMethod('added') } }),
    );
    const textsOf = (path: string) =>
      Object.values(model.resources.find((resource) => resource.path === path)?.resourceMethods ?? {}).map(
        ({ methodIntegration }) =>
          methodIntegration?.integrationResponses['200']?.responseTemplates?.['application/json'],
      );
    expect([textsOf('/a'), textsOf('/a/b')]).toEqual([['new', 'kept'], ['added']]);
    expect(model.resources[1]?.id).toBe(former.resources[1]?.id);
    const [, parent, child] = model.resources;
    expect(child?.parentId).toBe(parent?.id);
  });

  it('keeps what the definition leaves out', () => {
    const responses = { 'x-amazon-apigateway-gateway-responses': { THROTTLED: { statusCode: 420 } } };
    const { former, model } = merged(api({ '/a': { get: mockMethod('a') } }, responses), api({}));
    expect(former).toMatchObject(model);
  });
});
