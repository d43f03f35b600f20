import { expect, it } from 'vitest';
import { functionArnsOf } from './functions-of-definition.ts';

const uri = (name: string) =>
  `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:${name}/invocations`;
const definition = {
  paths: {
    '/a': {
      get: {
        'x-amazon-apigateway-integration': { type: 'aws_proxy', uri: uri('a:${stageVariables.alias}') },
      },
      post: { 'x-amazon-apigateway-integration': { type: 'aws', uri: uri('a:${stageVariables.alias}') } },
      put: { 'x-amazon-apigateway-integration': { type: 'http_proxy', uri: 'https://example.com/' } },
      patch: { 'x-amazon-apigateway-integration': { type: 'mock' } },
    },
    '/${stageVariables.name}': {
      get: { 'x-amazon-apigateway-integration': { uri: uri('${stageVariables.name}') } },
    },
  },
  components: {
    securitySchemes: {
      guard: { 'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: uri('guard') } },
    },
  },
};

it('finds the functions of integrations and authorizers once, with the variables of the stage', () => {
  expect(functionArnsOf(definition, { alias: 'live', name: 'b' })).toEqual([
    'arn:aws:lambda:eu-west-1:1:function:a:live',
    'arn:aws:lambda:eu-west-1:1:function:b',
    'arn:aws:lambda:eu-west-1:1:function:guard',
  ]);
});
