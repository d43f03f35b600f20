import { describe, expect, it } from 'vitest';
import { authorizerScheme } from '../testing/authorizers.ts';
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
    const Statement = [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: 'execute-api:/*' }];
    const members = {
      ...types('image/png'),
      'x-amazon-apigateway-gateway-responses': { THROTTLED: { statusCode: 420 } },
      'x-amazon-apigateway-request-validators': { body: { validateRequestBody: true } },
      'x-amazon-apigateway-policy': { Statement },
      'x-amazon-apigateway-minimum-compression-size': 100,
      'x-amazon-apigateway-api-key-source': 'AUTHORIZER',
      'x-amazon-apigateway-documentation': {
        documentationParts: [{ location: { type: 'API' }, properties: { description: 'a' } }],
      },
      components: {
        schemas: { Pet: { type: 'object' } },
        securitySchemes: { guard: authorizerScheme('token') },
      },
    };
    const { former, model } = merged(api({ '/a': { get: mockMethod('a') } }, members), api({}));
    const { importWarnings: _warnings, ...kept } = former;
    expect(model).toEqual(kept);
    for (const [name, value] of Object.entries(kept)) {
      const isSet = typeof value === 'object' ? Object.keys(value).length > 0 : value !== undefined;
      expect([name, isSet]).toEqual([name, name !== 'description']);
    }
  });
});
