import { afterEach, describe, expect, it } from 'vitest';
import { authorizerScheme, guardedBy } from '../testing/authorizers.ts';
import { api, invocationUri, proxyMethod, uriOf } from '../testing/definitions.ts';
import { type ServedApi, serveApi } from '../testing/served-api.ts';
import { importDefinition } from './import-definition.ts';
import type { JsonObject } from './refuse.ts';

const importing = (definition: object) => importDefinition(definition as JsonObject);
const authorizerOf = (scheme: object) => importing(guardedBy(scheme)).authorizers[0];
const authorizerUri = uriOf('arn:aws:lambda:us-east-1:000000000000:function:authorizer');

/** The authorization of `GET /`. */
function authorizationOf(definition: object) {
  const { authorizationType, authorizerId, apiKeyRequired } =
    importing(definition).resources[0]?.resourceMethods.GET ?? {};
  return [authorizationType, authorizerId !== undefined, apiKeyRequired];
}

describe('importing authorizers', () => {
  it('reads them from OpenAPI 3 and OpenAPI 2', () => {
    const expected = {
      name: 'guard',
      type: 'TOKEN',
      authType: 'custom',
      authorizerUri,
      identitySource: 'method.request.header.X-Auth',
      authorizerResultTtlInSeconds: 300,
    };
    const scheme = authorizerScheme('token', {}, 'X-Auth');
    expect(authorizerOf(scheme)).toMatchObject(expected);
    const two = {
      swagger: '2.0',
      info: { title: 'x' },
      securityDefinitions: { guard: scheme },
      paths: { '/': { get: { ...proxyMethod, security: [{ guard: [] }] } } },
    };
    expect(importing(two).authorizers[0]).toMatchObject(expected);
    expect(authorizationOf(two)).toEqual(['CUSTOM', true, false]);
  });

  it('reads the identity sources of a REQUEST authorizer, and numbers in strings', () => {
    const identitySource = 'method.request.header.A, context.identity.sourceIp';
    const members = { identitySource, authorizerResultTtlInSeconds: '3600', authorizerCredentials: 'arn:x' };
    const authorizer = authorizerOf(authorizerScheme('REQUEST', members, 'Unused'));
    expect(authorizer).toMatchObject({ type: 'REQUEST', identitySource, authorizerCredentials: 'arn:x' });
    expect(authorizer?.authorizerResultTtlInSeconds).toBe(3600);
  });

  it('accepts spaces in the URI of a function, as AWS does', () => {
    const authorizerUri = invocationUri.replace('path/', 'path/   ');
    expect(authorizerOf(authorizerScheme('token', { authorizerUri }))).toMatchObject({ authorizerUri });
  });

  it('uses the security of the whole API for a method without its own', () => {
    const schemes = {
      guard: authorizerScheme('token'),
      key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
      iam: {
        type: 'apiKey',
        name: 'Authorization',
        in: 'header',
        'x-amazon-apigateway-authtype': 'awsSigv4',
      },
    };
    const get = (operation: object, security: object[] = [{ guard: [] }]) =>
      api(
        { '/': { get: { ...proxyMethod, ...operation } } },
        { components: { securitySchemes: schemes }, security },
      );
    const auth = (type: string) => ({ 'x-amazon-apigateway-auth': { type } });
    expect(authorizationOf(get({}))).toEqual(['CUSTOM', true, false]);
    expect(authorizationOf(get({ security: [] }))).toEqual(['NONE', false, false]);
    expect(authorizationOf(get({ security: [{ NONE: [] }] }))).toEqual(['NONE', false, false]);
    expect(authorizationOf(get({ security: [{ iam: [] }] }))).toEqual(['AWS_IAM', false, false]);
    expect(authorizationOf(get({ security: [{ guard: [] }, { key: [] }] }))).toEqual(['CUSTOM', true, true]);
    expect(authorizationOf(get({ security: [{ guard: [], key: [] }] }))).toEqual(['CUSTOM', true, true]);
    expect(authorizationOf(get(auth('none')))).toEqual(['NONE', false, false]);
    expect(authorizationOf(get(auth('AWS_IAM')))).toEqual(['AWS_IAM', false, false]);
    expect(() => importing(get({ security: [{ guard: [] }, { iam: [] }] }))).toThrow(
      'More than one authorizer (guard, iam) at GET / is not offered',
    );
  });

  it.each<[string, object, string]>([
    [
      'an unknown member',
      { jwtConfiguration: {} },
      'The member jwtConfiguration of x-amazon-apigateway-authorizer guard',
    ],
    ['an unknown type', { type: 'jwt' }, 'expected token, request or cognito_user_pools, received JWT'],
    ['no function', { authorizerUri: undefined }, 'Invalid ARN specified in the request'],
    ['a long life', { authorizerResultTtlInSeconds: 3601 }, 'expected 0 to 3600, received 3601'],
    ['a negative life', { authorizerResultTtlInSeconds: -1 }, 'expected 0 to 3600, received -1'],
    [
      'a broken expression',
      { identityValidationExpression: '(' },
      'Invalid identity validation expression: ',
    ],
    ['a broken source', { identitySource: 'header.X' }, 'expected a mapping expression, received header.X'],
    [
      'two tokens',
      { identitySource: 'context.a,context.b' },
      'expected one header, received context.a,context.b',
    ],
    ['a cache without sources', { type: 'request' }, 'Identity source is required'],
    ["the caller's own credentials", { authorizerCredentials: 'arn:aws:iam::*:user/*' }, 'is not offered'],
  ])('refuses %s', (_what, members, message) => {
    expect(() => authorizerOf(authorizerScheme('token', members))).toThrow(message);
  });

  it('refuses an unknown extension of a scheme', () => {
    const scheme = { ...authorizerScheme('token'), 'x-amazon-apigateway-other': {} };
    expect(() => authorizerOf(scheme)).toThrow(
      'x-amazon-apigateway-other at security scheme guard is not offered',
    );
  });
});

describe('the authorizers of an API', () => {
  let served: ServedApi | undefined;
  afterEach(() => served?.stop());

  it('are listed and shown, and keep their ids when the definition is replaced', async () => {
    served = await serveApi(guardedBy(authorizerScheme('token')));
    const { operations } = served.gateway;
    const { apiId: restApiId } = served;
    const { items = [] } = operations.GetAuthorizers({ restApiId });
    expect(items).toHaveLength(1);
    const authorizerId = items[0]?.id;
    expect(operations.GetAuthorizer({ restApiId, authorizerId })).toMatchObject({
      name: 'guard',
      type: 'TOKEN',
    });
    expect(() => operations.GetAuthorizer({ restApiId, authorizerId: 'none' })).toThrow(
      'Invalid Authorizer identifier specified',
    );
    const body = JSON.stringify(guardedBy(authorizerScheme('token', { authorizerResultTtlInSeconds: 0 })));
    operations.PutRestApi({ restApiId, body });
    expect(operations.GetAuthorizer({ restApiId, authorizerId }).authorizerResultTtlInSeconds).toBe(0);
  });
});
