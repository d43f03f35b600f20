import { authorizerScheme } from '../../testing/authorizers.ts';
import { api, httpMethod, mockMethod, proxyMethod, uriOf } from '../../testing/definitions.ts';

const lambdaUri = uriOf('arn:aws:lambda:us-east-1:000000000000:function:fn');
// No server listens on this port.
const closedUri = 'http://127.0.0.1:9/{name}?a=1';
const pet = { $ref: '#/components/schemas/Pet' };
const mapping = '#set($pet = $input.path("$"))\n{"name": $input.json("$.name"), "id": "$context.requestId"}';

/** One of everything that an import reads. */
export const wholeDefinition = api(
  {
    '/mock': {
      any: mockMethod('mocked', {
        responses: {
          default: {
            statusCode: '200',
            responseTemplates: { 'application/json': mapping },
            responseParameters: { 'method.response.header.X-A': "'a'" },
            contentHandling: 'CONVERT_TO_TEXT',
          },
          '4\\d\\d': { statusCode: 400 },
        },
      }),
      options: mockMethod('', { requestTemplates: { 'application/json': '{"statusCode": 204}' } }),
    },
    '/proxy/{proxy+}': { any: { ...proxyMethod, security: [{ token: [] }] } },
    '/keyed': { get: { ...mockMethod('keyed'), security: [{ key: [] }] } },
    '/lambda': {
      post: {
        operationId: 'post',
        parameters: [
          { in: 'header', name: 'X-B', required: false },
          { $ref: '#/components/parameters/page' },
        ],
        requestBody: { content: { 'application/json': { schema: pet } } },
        responses: {
          200: {
            description: 'ok',
            headers: { 'X-A': { schema: { type: 'string' } } },
            content: { 'application/json': { schema: { type: 'array', items: pet } } },
          },
        },
        'x-amazon-apigateway-request-validator': 'all',
        'x-amazon-apigateway-integration': {
          type: 'aws',
          httpMethod: 'POST',
          uri: lambdaUri,
          passthroughBehavior: 'when_no_templates',
          timeoutInMillis: 1000,
          requestTemplates: { 'application/json': mapping },
          requestParameters: { 'integration.request.header.X-C': 'method.request.header.X-B' },
          responses: {
            default: { statusCode: '200', responseParameters: { 'method.response.header.X-A': "'b'" } },
            '.*bad.*': { statusCode: '400', responseTemplates: { 'application/json': '$input.body' } },
          },
        },
      },
    },
    '/http/{name}': {
      parameters: [{ in: 'path', name: 'name', required: true }],
      any: httpMethod(closedUri, {
        timeoutInMillis: 300,
        requestParameters: { 'integration.request.path.name': 'method.request.path.name' },
      }),
      get: httpMethod(closedUri, { type: 'http_proxy', timeoutInMillis: 300 }),
    },
    '/aws': {
      get: {
        responses: { 200: { description: 'ok' } },
        'x-amazon-apigateway-integration': {
          type: 'aws',
          httpMethod: 'GET',
          uri: 'arn:aws:apigateway:us-east-1:s3:path/bucket/key',
          credentials: 'arn:aws:iam::000000000000:role/gateway',
          timeoutInMillis: 300,
          responses: { default: { statusCode: '200' } },
        },
      },
    },
  },
  {
    servers: [{ url: 'https://localhost/{basePath}', variables: { basePath: { default: '/v1' } } }],
    security: [],
    components: {
      schemas: {
        Pet: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, next: pet } },
        Name: { type: 'string', pattern: '^[a-z]+$', minLength: 1 },
      },
      parameters: { page: { in: 'query', name: 'page', required: false } },
      securitySchemes: {
        key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
        token: authorizerScheme('token', { authorizerResultTtlInSeconds: 0 }),
      },
    },
    'x-amazon-apigateway-api-key-source': 'HEADER',
    'x-amazon-apigateway-binary-media-types': ['image/*'],
    'x-amazon-apigateway-gateway-responses': {
      DEFAULT_4XX: {
        statusCode: 400,
        responseParameters: { 'gatewayresponse.header.X-D': "'d'" },
        responseTemplates: { 'application/json': '{"message": $context.error.messageString}' },
      },
      MISSING_AUTHENTICATION_TOKEN: { statusCode: '404' },
    },
    'x-amazon-apigateway-policy': {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' }],
    },
    'x-amazon-apigateway-request-validators': {
      all: { validateRequestBody: true, validateRequestParameters: true },
    },
  },
);
