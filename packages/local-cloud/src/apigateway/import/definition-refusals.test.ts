import { expect, it } from 'vitest';
import { api } from '../testing/definitions.ts';
import { definitionRefusals } from './definition-refusals.ts';

const mock = { 'x-amazon-apigateway-integration': { type: 'mock' } };
const lacking = 'is not offered by this embedded cloud';
const guard = (name: string) => ({
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  'x-amazon-apigateway-authorizer': {
    type: 'token',
    authorizerUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:${name}/invocations`,
  },
});

it('each method is refused for each of its reasons', () => {
  const definition = api(
    {
      '/a': {
        get: {
          security: [{ One: [] }, { Two: [] }],
          'x-amazon-apigateway-integration': { type: 'mock', tlsConfig: {} },
        },
        trace: mock,
        post: { ...mock, security: [{ One: [] }] },
      },
      '/b': { 'x-amazon-apigateway-any-method': { ...mock, 'x-amazon-apigateway-foo': 1 } },
    },
    { components: { securitySchemes: { One: guard('one'), Two: guard('two') } } },
  );
  expect(definitionRefusals(JSON.stringify(definition))).toEqual([
    `The member tlsConfig of x-amazon-apigateway-integration at GET /a ${lacking}`,
    `More than one authorizer (One, Two) at GET /a ${lacking}`,
    `The method TRACE at /a ${lacking}`,
    `x-amazon-apigateway-foo at ANY /b ${lacking}`,
  ]);
});

it("faults in AWS's words are left to the import", () => {
  expect(definitionRefusals('{')).toEqual([]);
  // An alias could take long; only a worker reads it.
  const aliased = (name: string) => `openapi: 3.0.1\npaths: {/a: {trace: ${name} {responses: {}}}}`;
  expect(definitionRefusals(aliased(''))).toHaveLength(1);
  expect(definitionRefusals(aliased('&a'))).toEqual([]);
  expect(definitionRefusals('{"openapi":"3.0.1","paths":[],"components":7}')).toEqual([]);
  expect(definitionRefusals(JSON.stringify(api({ '/a': { get: { responses: 7 } } })))).toEqual([]);
});
