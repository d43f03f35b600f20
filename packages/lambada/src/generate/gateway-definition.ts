import type { ApiModel, JsonValue } from '../model.ts';
import type { PlannedAuthorizer, PlannedFunction } from './function-plan.ts';
import type { PlacedOperation } from './gateway-path.ts';

type Json = { [key: string]: JsonValue };

export interface DefinitionOptions {
  readonly model: ApiModel;
  readonly functions: readonly PlannedFunction[];
  readonly authorizers: readonly PlannedAuthorizer[];
}

/**
 * What API Gateway imports: every path hands its methods to a function. What the gateway itself would refuse with 403,
 * a path or a method that is not there, goes to a function too, which responds 404 or 405 as an ordinary server does.
 */
export function gatewayDefinition({ model, functions, authorizers }: DefinitionOptions): Json {
  const paths: Record<string, Json> = {};
  for (const { logicalId, placed } of functions) {
    for (const one of placed) {
      const { httpMethod } = one.operation;
      const item = paths[one.path] ?? pathItem(one.path, logicalId);
      paths[one.path] = item;
      item[httpMethod.toLowerCase()] = method(one, logicalId);
      // The function serves HEAD by GET, and the same callers may.
      if (httpMethod === 'GET') item.head ??= method(one, logicalId);
    }
  }
  const [first] = functions;
  if (first && !Object.keys(paths).some((path) => /^\/\{[^}]+\+\}$/.test(path)))
    paths['/{proxy+}'] = pathItem('/{proxy+}', first.logicalId);
  if (first) paths['/'] ??= pathItem('/', first.logicalId);
  return {
    openapi: '3.0.1',
    info: { title: model.title, version: model.version },
    // Every body goes through as bytes where a function says so.
    'x-amazon-apigateway-binary-media-types': ['*/*'],
    paths,
    components: { securitySchemes: securitySchemes(model, authorizers) },
  };
}

function pathItem(path: string, logicalId: string): Json {
  return {
    parameters: Array.from(path.matchAll(/\{([^}+]+)\+?\}/g), ([, name = '']) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    'x-amazon-apigateway-any-method': { responses: {}, ...integration(logicalId) },
  };
}

function method({ operation: { authorizer } }: PlacedOperation, logicalId: string): Json {
  return {
    responses: {},
    ...(authorizer !== undefined && { security: [{ [authorizer]: [] }] }),
    ...integration(logicalId),
  };
}

function integration(logicalId: string): Json {
  return {
    'x-amazon-apigateway-integration': {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: invocationUri(logicalId),
    },
  };
}

function invocationUri(logicalId: string): Json {
  return {
    'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${logicalId}.Arn}/invocations`,
  };
}

function securitySchemes({ authorizers }: ApiModel, planned: readonly PlannedAuthorizer[]): Json {
  const schemes = Object.entries(authorizers).map(([name, authorizer]): [string, JsonValue] => {
    if (authorizer.kind === 'iam')
      return [
        name,
        { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
      ];
    if (authorizer.kind === 'cognito')
      return [
        name,
        {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          'x-amazon-apigateway-authtype': 'cognito_user_pools',
          'x-amazon-apigateway-authorizer': {
            type: 'cognito_user_pools',
            providerARNs: authorizer.userPoolArns,
          },
        },
      ];
    const logicalId = planned.find((one) => one.name === name)?.logicalId ?? '';
    return [
      name,
      {
        type: 'apiKey',
        name: authorizer.header,
        in: 'header',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': {
          type: 'token',
          authorizerUri: invocationUri(logicalId),
          authorizerResultTtlInSeconds: authorizer.ttl,
        },
      },
    ];
  });
  return Object.fromEntries(schemes);
}
