import { api, proxyMethod, uriOf } from './definitions.ts';
import type { FakeFunction } from './served-api.ts';

const authorizerArn = 'arn:aws:lambda:us-east-1:000000000000:function:authorizer';

/** A security scheme with an authorizer of the function `authorizer`; `type` is `token` or `request`. */
export function authorizerScheme(type: string, members: object = {}, name = 'Authorization'): object {
  return {
    type: 'apiKey',
    name,
    in: 'header',
    'x-amazon-apigateway-authtype': 'custom',
    'x-amazon-apigateway-authorizer': { type, authorizerUri: uriOf(authorizerArn), ...members },
  };
}

/** Methods of `/` and `/pets/{petId}` that the scheme guards; `GET /open` is for everybody. */
export function guardedBy(scheme: object, members: object = {}): object {
  const security = [{ guard: [] }];
  const guarded = { ...proxyMethod, security };
  const paths = {
    '/': { get: guarded },
    '/pets/{petId}': { get: guarded, delete: guarded, options: guarded },
    '/open': { get: proxyMethod },
  };
  return api(paths, { components: { securitySchemes: { guard: scheme } }, ...members });
}

export function policyOf(effect: string, resource: string | readonly string[] = '*', members: object = {}) {
  const statement = { Effect: effect, Action: 'execute-api:Invoke', Resource: resource, ...members };
  return { Version: '2012-10-17', Statement: [statement] };
}

/** Runs the authorizer's function or the integration's, by the function that is invoked. */
export function authorizedBy(authorizer: FakeFunction, integration: FakeFunction = () => ({})): FakeFunction {
  return (event, request) =>
    request.functionName === authorizerArn ? authorizer(event, request) : integration(event, request);
}
