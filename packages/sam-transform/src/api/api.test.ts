import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../index.ts';
import {
  bodyOf,
  errorsOf,
  expand,
  idOf,
  methodOf,
  propertiesOf,
  withApi,
  withFunction,
} from '../testing/expand.ts';

const integration = { type: 'mock' };
const definition = {
  swagger: '2.0',
  paths: { '/a': { get: { 'x-amazon-apigateway-integration': integration } } },
};
const deployment = 'AWS::ApiGateway::Deployment';
const get = (more: JsonObject = {}) => ({ Get: methodOf('Api', '/a', 'get', more) });

function methodIn(body: JsonObject, path: string, method: string): JsonObject {
  return (body.paths as Record<string, Record<string, JsonObject>>)[path]?.[method] ?? {};
}

describe('a definition of the template', () => {
  it('SM-24: may have its version as a number', () => {
    const DefinitionBody = { openapi: 3, paths: definition.paths };
    const body = bodyOf(withApi({ DefinitionBody, Auth: { ApiKeyRequired: true } }));
    expect(methodIn(body, '/a', 'get')).toHaveProperty('security');
  });
});

describe('the endpoint of an API', () => {
  it('SM-33: is regional by itself where there are no edge-optimized APIs', () => {
    const regional = { EndpointConfiguration: { Types: ['REGIONAL'] } };
    expect(propertiesOf(withApi({}), 'Api')).not.toHaveProperty('EndpointConfiguration');
    expect(propertiesOf(withApi({}), 'Api', { region: 'cn-north-1' })).toMatchObject(regional);
    const isPrivate = withApi({ EndpointConfiguration: 'PRIVATE' });
    expect(propertiesOf(isPrivate, 'Api', { region: 'us-gov-west-1' })).toMatchObject({
      EndpointConfiguration: { Types: ['PRIVATE'] },
    });
  });
});

describe('the implicit API', () => {
  const events = { Get: { Type: 'Api', Properties: { Path: '/a', Method: 'ANY' } } };

  it('SM-14: is there for events that name no API, with the stage Prod', () => {
    expect(propertiesOf(withFunction({ Events: events }), 'ServerlessRestApiProdStage').StageName).toBe(
      'Prod',
    );
  });

  it('SM-14: is there only while a function with such an event is', () => {
    const template = withFunction({ Events: events });
    Object.assign(template.Resources.Worker ?? {}, { Condition: 'IsOn' });
    expect(expand(template).ServerlessRestApi?.Condition).toBe('IsOn');
  });

  it('SM-15: hands ANY method to the function', () => {
    const any = methodIn(
      bodyOf(withFunction({ Events: events }), 'ServerlessRestApi'),
      '/a',
      'x-amazon-apigateway-any-method',
    );
    expect(any).toEqual({
      'x-amazon-apigateway-integration': {
        type: 'aws_proxy',
        httpMethod: 'POST',
        uri: {
          'Fn::Sub':
            'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations',
        },
      },
      responses: {},
    });
  });
});

describe('an API with a definition of its own', () => {
  it('SM-15: gets no methods', () => {
    expect(bodyOf(withApi({ DefinitionBody: definition }, get()))).toEqual(definition);
  });

  it('is refused with a file beside it', () => {
    const template = withApi({ DefinitionBody: definition, DefinitionUri: 's3://a/b' });
    expect(errorsOf(template)).toEqual([
      "Resource with id [Api] is invalid. Specify either 'DefinitionUri' or 'DefinitionBody' property and not both.",
    ]);
  });
});

describe('a deployment', () => {
  const idWith = (properties: JsonObject, name?: string) =>
    idOf(withApi(properties, name ? { Get: withName(name) } : {}), deployment);
  const withName = (FunctionName: string) => {
    const resource = methodOf('Api', '/a', 'get');
    return { ...resource, Properties: { ...resource.Properties, FunctionName } };
  };

  it('SM-16: has the id that the official translator gives it', () => {
    expect(idWith({ DefinitionBody: definition })).toBe('ApiDeployment886ac63cc2');
  });

  it.each<[string, string, string]>([
    [
      'definition',
      idWith({ DefinitionBody: definition }),
      idWith({ DefinitionBody: { ...definition, x: 1 } }),
    ],
    ['OpenApiVersion', idWith({}), idWith({ OpenApiVersion: '2.0' })],
    ['function’s name', idWith({}, 'one'), idWith({}, 'two')],
    ['file', idWith({ DefinitionUri: 's3://a/b' }), idWith({ DefinitionUri: 's3://a/c' })],
  ])('SM-16: is another after a change of the %s', (_, before, after) => {
    expect(after).not.toBe(before);
  });

  it('SM-16: is the same after a change of the stage', () => {
    expect(idWith({ Variables: { a: '1' } })).toBe(idWith({ Variables: { a: '2' } }));
  });

  it('SM-17: is another each time with AlwaysDeploy', () => {
    const at = (now: number) => idOf(withApi({ AlwaysDeploy: true }), deployment, { now: () => now });
    expect(at(1)).toBe(at(1));
    expect(at(1)).not.toBe(at(2));
  });

  it('SM-18: makes a stage called Stage, unless OpenApiVersion is set', () => {
    const nameWith = (properties: JsonObject) =>
      propertiesOf(withApi(properties), idWith(properties)).StageName;
    expect(nameWith({})).toBe('Stage');
    expect(nameWith({ OpenApiVersion: '2.0' })).toBeUndefined();
  });
});

describe('Cors', () => {
  it('SM-19: allows the methods of the path in an options method', () => {
    const body = bodyOf(withApi({ DefinitionBody: definition, Cors: "'*'" }));
    const { 'x-amazon-apigateway-integration': preflight } = methodIn(body, '/a', 'options');
    expect(preflight).toMatchObject({
      responses: {
        default: {
          responseParameters: {
            'method.response.header.Access-Control-Allow-Origin': "'*'",
            'method.response.header.Access-Control-Allow-Methods': "'GET,OPTIONS'",
          },
        },
      },
    });
  });

  it('SM-19: leaves an options method as it is', () => {
    const paths = { '/a': { options: { responses: {} } } };
    expect(bodyOf(withApi({ DefinitionBody: { ...definition, paths }, Cors: "'*'" })).paths).toEqual(paths);
  });

  it('SM-19: is refused with credentials for any origin', () => {
    const [error] = errorsOf(withApi({ DefinitionBody: definition, Cors: { AllowCredentials: true } }));
    expect(error).toMatch(/'AllowCredentials' can not be true when 'AllowOrigin' is "'\*'" or not set$/);
  });
});

describe('Auth', () => {
  const Authorizers = { Users: { UserPoolArn: 'arn:pool' } };
  const auth = { Authorizers, DefaultAuthorizer: 'Users' };
  const securityOf = (Auth: JsonObject, more: JsonObject = {}, method = 'get', Cors?: string) =>
    methodIn(bodyOf(withApi({ Auth, ...(Cors && { Cors }) }, get(more))), '/a', method).security;

  it('SM-20: has a default for each method that says nothing else', () => {
    expect(securityOf(auth)).toEqual([{ Users: [] }]);
    expect(securityOf(auth, { Auth: { Authorizer: 'NONE' } })).toEqual([{ NONE: [] }]);
  });

  it('SM-20: has the default for preflight requests unless it says not to', () => {
    expect(securityOf(auth, {}, 'options', "'*'")).toEqual([{ Users: [] }]);
    const without = { ...auth, AddDefaultAuthorizerToCorsPreflight: false };
    expect(securityOf(without, {}, 'options', "'*'")).toBeUndefined();
  });

  it('SM-20: calls the function with the credentials of the caller where IAM decides', () => {
    const body = (more: JsonObject) =>
      methodIn(bodyOf(withApi({}, get({ Auth: { Authorizer: 'AWS_IAM', ...more } }))), '/a', 'get');
    const credentials = (more: JsonObject) =>
      (body(more)['x-amazon-apigateway-integration'] as JsonObject).credentials;
    expect(credentials({})).toBe('arn:aws:iam::*:user/*');
    expect(credentials({ InvokeRole: 'arn:role' })).toBe('arn:role');
    expect(credentials({ InvokeRole: 'NONE' })).toBeUndefined();
  });

  it('SM-20: lets the API invoke the function of an authorizer', () => {
    const template = withApi({ Auth: { Authorizers: { Own: { FunctionArn: 'arn:own' } } } });
    expect(propertiesOf(template, 'ApiOwnAuthorizerPermission').FunctionName).toBe('arn:own');
  });

  it('SM-20: is refused with a default that is not among the authorizers', () => {
    expect(errorsOf(withApi({ Auth: { ...auth, DefaultAuthorizer: 'Admins' } }))).toEqual([
      "Resource with id [Api] is invalid. Unable to set DefaultAuthorizer because 'Admins' was not defined in 'Authorizers'.",
    ]);
  });

  it('SM-21: asks for a key at each method that does not say otherwise', () => {
    expect(securityOf({ ApiKeyRequired: true })).toEqual([{ api_key: [] }]);
    expect(securityOf({ ApiKeyRequired: true }, { Auth: { ApiKeyRequired: false } })).toEqual([]);
  });

  it.each([
    ['PER_API', 'ApiUsagePlan', 'ApiApiKey'],
    ['SHARED', 'ServerlessUsagePlan', 'ServerlessApiKey'],
  ])('SM-21: makes a usage plan and a key for %s', (CreateUsagePlan, plan, key) => {
    const resources = expand(withApi({ Auth: { UsagePlan: { CreateUsagePlan } } }));
    expect(resources[plan]?.Properties?.ApiStages).toEqual([
      { ApiId: { Ref: 'Api' }, Stage: { Ref: 'Apiv1Stage' } },
    ]);
    expect(resources[key]?.DependsOn).toEqual([plan]);
  });

  it('SM-22: has statements about the methods of each path', () => {
    const template = withApi(
      { Auth: { ResourcePolicy: { IpRangeWhitelist: ['10.0.0.0/8'] } } },
      { Get: methodOf('Api', '/a/{id}', 'get') },
    );
    const arns = [{ 'Fn::Sub': ['execute-api:/${__Stage__}/GET/a/*', { __Stage__: 'v1' }] }];
    const everyone = { Action: 'execute-api:Invoke', Resource: arns, Principal: '*' };
    expect(bodyOf(template)['x-amazon-apigateway-policy']).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', ...everyone },
        { Effect: 'Deny', ...everyone, Condition: { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8'] } } },
      ],
    });
  });
});

describe('what else a definition has', () => {
  const Models = { User: { type: 'object' } };
  const RequestModel = { Model: 'User', Required: true, ValidateBody: true };

  it('SM-23: models, to which an event refers', () => {
    const body = bodyOf(withApi({ Models }, get({ RequestModel })));
    expect(body.definitions).toEqual({ user: { type: 'object' } });
    expect(body['x-amazon-apigateway-request-validators']).toEqual({
      'body-only': { validateRequestBody: true, validateRequestParameters: false },
    });
    expect(methodIn(body, '/a', 'get')).toMatchObject({
      parameters: [{ in: 'body', name: 'user', schema: { $ref: '#/definitions/user' }, required: true }],
      'x-amazon-apigateway-request-validator': 'body-only',
    });
  });

  it('SM-24: what OpenAPI 3 has elsewhere, where that has it', () => {
    const body = bodyOf(
      withApi({ OpenApiVersion: '3.0.1', Models, Auth: { ApiKeyRequired: true } }, get({ RequestModel })),
    );
    expect(body).toMatchObject({
      openapi: '3.0.1',
      components: { schemas: { user: { type: 'object' } }, securitySchemes: { api_key: { in: 'header' } } },
    });
    expect(Object.keys(body)).not.toContain('swagger');
    expect(methodIn(body, '/a', 'get').requestBody).toMatchObject({ required: true });
  });

  it('SM-24: a version that YAML read as a number', () => {
    expect(bodyOf(withApi({ OpenApiVersion: 3 })).openapi).toBe('3.0');
  });

  it('SM-25: binary media types, with a slash for ~1', () => {
    const template = withApi({ BinaryMediaTypes: ['image~1png'] });
    expect(bodyOf(template)['x-amazon-apigateway-binary-media-types']).toEqual(['image/png']);
  });

  it('request parameters, those of the cache among them', () => {
    const name = 'method.request.querystring.page';
    const body = bodyOf(
      withApi({}, get({ RequestParameters: [{ [name]: { Required: true, Caching: true } }] })),
    );
    expect(methodIn(body, '/a', 'get')).toMatchObject({
      parameters: [{ in: 'query', name: 'page', required: true, type: 'string' }],
      'x-amazon-apigateway-integration': { cacheKeyParameters: [name] },
    });
  });

  it('gateway responses, with the places of their parameters in front of the names', () => {
    const GatewayResponses = {
      DEFAULT_4XX: { StatusCode: 418, ResponseParameters: { Headers: { Why: "'teapot'" } } },
    };
    expect(bodyOf(withApi({ GatewayResponses }))['x-amazon-apigateway-gateway-responses']).toEqual({
      DEFAULT_4XX: {
        responseParameters: { 'gatewayresponse.header.Why': "'teapot'" },
        responseTemplates: {},
        statusCode: '418',
      },
    });
  });
});
