import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultAccount } from '../../account.ts';
import { ServiceError } from '../../aws/service-error.ts';
import { createIam } from '../../iam/iam.ts';
import type { InvokeRequest } from '../../lambda/function-invoker.ts';
import type { Lambda } from '../../lambda/lambda.ts';
import { authorizedBy, authorizerScheme, guardedBy, policyOf } from '../testing/authorizers.ts';
import { api, mockMethod } from '../testing/definitions.ts';
import { type ProxyEvent, type ServedApi, serveApi } from '../testing/served-api.ts';

const allow = { principalId: 'ada', policyDocument: policyOf('Allow') };
const token = (value = 'secret') => ['Authorization', value];

let served: ServedApi | undefined;
let asked: InvokeRequest[] = [];
let seen: ProxyEvent | undefined;

/** An API with an authorizer that returns `result`, or runs the given function. */
async function guarded(result: unknown, scheme = authorizerScheme('token'), members: object = {}) {
  asked = [];
  seen = undefined;
  served = await serveApi(
    guardedBy(scheme, members),
    authorizedBy(
      (_event, request) => {
        asked.push(request);
        return typeof result === 'function' ? result(JSON.parse(String(request.payload))) : result;
      },
      (event) => {
        seen = JSON.parse(event);
        return {};
      },
    ),
    { tier: 'gold' },
  );
  return served;
}

afterEach(async () => {
  vi.useRealTimers();
  await served?.stop();
  served = undefined;
});

describe('a TOKEN authorizer', () => {
  it('AU-1: invokes its function with the token and the ARN of the method', async () => {
    const { send, apiId } = await guarded(allow);
    expect((await send({ path: '/pets/1/?q=1', headers: token() })).status).toBe(200);
    expect(JSON.parse(String(asked[0]?.payload))).toEqual({
      type: 'TOKEN',
      methodArn: `arn:aws:execute-api:us-east-1:000000000000:${apiId}/test/GET/pets/1`,
      authorizationToken: 'secret',
    });
    const { id } = served?.gateway.operations.GetAuthorizers({ restApiId: apiId }).items?.[0] ?? {};
    expect(asked[0]?.principal).toEqual({
      service: 'apigateway.amazonaws.com',
      sourceArn: `arn:aws:execute-api:us-east-1:000000000000:${apiId}/authorizers/${id}`,
    });
  });

  it('AU-1: responds with 401 and invokes no function when the token is missing, empty or does not match', async () => {
    const scheme = authorizerScheme('token', { identityValidationExpression: 'Bearer [a-z]+' }, 'X-Auth');
    const { send } = await guarded(allow, scheme);
    for (const headers of [[], ['X-Auth', ''], ['X-Auth', 'Bearer 1'], ['X-Auth', 'a Bearer x'], token()]) {
      const answer = await send({ path: '/pets/1', headers });
      expect([answer.status, answer.json]).toEqual([401, { message: 'Unauthorized' }]);
      expect(answer.headers['x-amzn-errortype']).toBe('UnauthorizedException');
    }
    expect(asked).toEqual([]);
    expect((await send({ path: '/pets/1', headers: ['x-auth', 'Bearer x'] })).status).toBe(200);
    expect((await send({ path: '/open' })).status).toBe(200);
  });

  it('AU-1: fails when the validation expression takes too long', async () => {
    const { send } = await guarded(
      allow,
      authorizerScheme('token', { identityValidationExpression: '(a*)*b' }),
    );
    expect((await send({ headers: token('a'.repeat(60)) })).status).toBe(500);
    expect((await send({ headers: token('aab') })).status).toBe(200);
  });

  it.each([
    ['text', '"allow"'],
    ['no JSON', '{"'],
    ['null', null],
    ['a list', []],
    ['no principal', { policyDocument: policyOf('Allow') }],
    ['no policy', { principalId: 'ada' }],
    ['a policy as text', { ...allow, policyDocument: JSON.stringify(policyOf('Allow')) }],
    ['an unknown effect', { ...allow, policyDocument: policyOf('Maybe') }],
    ['no resource', { ...allow, policyDocument: { Statement: [{ Effect: 'Allow', Action: '*' }] } }],
    [
      'an unknown condition',
      { ...allow, policyDocument: policyOf('Allow', '*', { Condition: { X: { y: 'z' } } }) },
    ],
    ['an object in the context', { ...allow, context: { key: {} } }],
    ['a list in the context', { ...allow, context: { key: [] } }],
    ['a list for the context', { ...allow, context: ['x'] }],
    ['a number for the key', { ...allow, usageIdentifierKey: 1 }],
  ])('AU-3: fails on %s', async (_what, result) => {
    const { send } = await guarded(result);
    const answer = await send({ headers: token() });
    expect([answer.status, answer.text]).toEqual([500, '{"message":null}']);
    expect(answer.headers['x-amzn-errortype']).toBe('AuthorizerConfigurationException');
  });

  it('AU-3: responds with 200, 403 or 500 to any result of the function', async () => {
    let result: unknown;
    const { send } = await guarded(
      () => result,
      authorizerScheme('token', { authorizerResultTtlInSeconds: 0 }),
    );
    const statement = fc.record(
      {
        Effect: fc.constantFrom('Allow', 'Deny', 'x'),
        Action: fc.constant('*'),
        Resource: fc.json(),
        Condition: fc.jsonValue(),
      },
      { requiredKeys: ['Effect'] },
    );
    const document = fc.record({
      Statement: fc.oneof(statement, fc.array(fc.oneof(statement, fc.jsonValue()))),
    });
    const shape = fc.record({
      principalId: fc.oneof(fc.string(), fc.jsonValue()),
      policyDocument: fc.oneof(document, fc.jsonValue()),
      context: fc.jsonValue(),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), shape), async (value) => {
        result = value;
        expect([200, 403, 500]).toContain((await send({ headers: token() })).status);
      }),
      { numRuns: 200 },
    );
  });

  it('AU-4: responds with 401 when the function throws exactly Unauthorized', async () => {
    expect(await answerToFailure({ errorMessage: 'Unauthorized', errorType: 'Error' })).toEqual([
      401,
      '{"message":"Unauthorized"}',
    ]);
  });

  it('AU-4: responds with 500 to every other failure, and when it may not invoke the function', async () => {
    const nothing = [500, '{"message":null}'];
    expect(await answerToFailure({ errorMessage: 'unauthorized' })).toEqual(nothing);
    expect(await answerToFailure({ errorMessage: 'Unauthorized!' })).toEqual(nothing);
    expect(await answerToFailure(null)).toEqual(nothing);
    await served?.stop();
    const { send } = await guarded(() => {
      throw new ServiceError('AccessDeniedException', 'no', 403);
    });
    const { status, text } = await send({ headers: token() });
    expect([status, text]).toEqual(nothing);
  });

  it('AU-5, GR-6: refuses what no statement allows and what one denies, with a member Message', async () => {
    const policyDocument = {
      Statement: [
        {
          Effect: 'Allow',
          Action: 'execute-api:*',
          Resource: 'arn:aws:execute-api:us-east-1:*:*/test/GET/*',
        },
        { Effect: 'Deny', Action: 'execute-api:Invoke', Resource: '*/GET/pets/?' },
      ],
    };
    const { send } = await guarded({ principalId: 'ada', policyDocument });
    const allowed = await send({ path: '/pets/10', headers: token() });
    expect(allowed.status).toBe(200);
    const missing = await send({ method: 'DELETE', path: '/pets/10', headers: token() });
    expect([missing.status, missing.text]).toEqual([
      403,
      '{"Message":"User is not authorized to access this resource"}',
    ]);
    expect(missing.headers['x-amzn-errortype']).toBe('AccessDeniedException');
    for (const path of ['/pets/1', '/pets/1/', '//pets/1']) {
      expect((await send({ path, headers: token() })).text).toBe(
        '{"Message":"User is not authorized to access this resource with an explicit deny"}',
      );
    }
  });

  it('GR-6: uses the template as soon as the response is customised', async () => {
    const responses = { ACCESS_DENIED: { responseParameters: { 'gatewayresponse.header.X-A': "'b'" } } };
    const members = { 'x-amazon-apigateway-gateway-responses': responses };
    const denied = { principalId: 'ada', policyDocument: policyOf('Deny') };
    const { send } = await guarded(denied, undefined, members);
    const { json, headers } = await send({ headers: token() });
    expect(json).toEqual({ message: 'User is not authorized to access this resource with an explicit deny' });
    expect(headers['x-a']).toBe('b');
  });

  it('AU-6: invokes the function once in five minutes for a token, and evaluates the policy for every method', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { send, apiId } = await guarded(({ methodArn }: { methodArn: string }) => ({
      principalId: 'ada',
      policyDocument: policyOf('Allow', methodArn),
    }));
    expect((await send({ path: '/pets/1', headers: token() })).status).toBe(200);
    expect((await send({ path: '/pets/1', headers: token() })).status).toBe(200);
    expect((await send({ path: '/pets/2', headers: token() })).status).toBe(403);
    expect(asked).toHaveLength(1);
    await send({ path: '/pets/2', headers: token('another') });
    expect(asked).toHaveLength(2);
    const deploymentId = served?.gateway.operations.GetDeployments({ restApiId: apiId }).items?.[0]?.id;
    served?.gateway.operations.CreateStage({ restApiId: apiId, deploymentId, stageName: 'other' });
    await send({ target: '/other/pets/1', headers: token() });
    expect(asked).toHaveLength(3);
    vi.setSystemTime(Date.now() + 299_999);
    expect((await send({ path: '/pets/2', headers: token() })).status).toBe(403);
    expect(asked).toHaveLength(3);
    vi.setSystemTime(Date.now() + 1);
    expect((await send({ path: '/pets/2', headers: token() })).status).toBe(200);
    expect(asked).toHaveLength(4);
  });

  it('AU-6: invokes the function every time when caching is off', async () => {
    const { send } = await guarded(allow, authorizerScheme('token', { authorizerResultTtlInSeconds: 0 }));
    await send({ headers: token() });
    await send({ headers: token() });
    expect(asked).toHaveLength(2);
  });

  it('AU-7, EV-14: passes the context on as strings, with the principal and the latency', async () => {
    const context = { text: 'a', number: 1, yes: true, principalId: 'not ada' };
    const { send } = await guarded({ ...allow, context });
    await send({ headers: token() });
    expect(seen?.requestContext.authorizer).toEqual({
      text: 'a',
      number: '1',
      yes: 'true',
      principalId: 'ada',
      integrationLatency: expect.any(Number),
    });
    await send({ path: '/open' });
    expect(seen?.requestContext).not.toHaveProperty('authorizer');
  });

  it('AU-7: passes the context to mapping templates', async () => {
    const template = '$context.authorizer.principalId $context.authorizer.number $context.authorizer.none.';
    const security = [{ guard: [] }];
    const components = { securitySchemes: { guard: authorizerScheme('token') } };
    const definition = api({ '/': { get: { ...mockMethod(template), security } } }, { components });
    served = await serveApi(definition, () => ({ ...allow, context: { number: 1.5 } }));
    expect((await served.send({ headers: token() })).text).toBe('ada 1.5 .');
  });

  it('AU-7: has its context in the gateway response to a call that it denies, from the cache as well', async () => {
    const template = '{"message":"$context.authorizer.reason", "who":"$context.authorizer.principalId"}';
    const denied = {
      principalId: 'ada',
      policyDocument: policyOf('Deny'),
      context: { reason: 'the token has expired' },
    };
    const { send } = await guarded(denied, authorizerScheme('token'), {
      'x-amazon-apigateway-gateway-responses': {
        ACCESS_DENIED: { responseTemplates: { 'application/json': template } },
      },
    });
    for (let call = 0; call < 2; call += 1) {
      const { status, json } = await send({ path: '/pets/1', headers: token() });
      expect([status, json]).toEqual([403, { message: 'the token has expired', who: 'ada' }]);
    }
  });

  it('AU-10: guards OPTIONS like any other method', async () => {
    const { send } = await guarded(allow);
    expect((await send({ method: 'OPTIONS', path: '/pets/1' })).status).toBe(401);
  });

  it('invokes its function in its role, if the role may do so', async () => {
    const role = 'arn:aws:iam::000000000000:role/caller';
    const scheme = authorizerScheme('token', { authorizerCredentials: role });
    const iam = createIam(defaultAccount);
    served = await serveApi(
      guardedBy(scheme),
      authorizedBy(() => allow),
      {},
      { iam },
    );
    const { send } = served;
    expect((await send({ headers: token() })).status).toBe(500);
    const trust = {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'apigateway.amazonaws.com' },
    };
    const AssumeRolePolicyDocument = JSON.stringify({ Statement: [trust] });
    await iam.operations.CreateRole({ RoleName: 'caller', AssumeRolePolicyDocument });
    expect((await send({ headers: token() })).status).toBe(500);
    const statement = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*:function:authorizer' };
    const PolicyDocument = JSON.stringify({ Statement: [statement] });
    await iam.operations.PutRolePolicy({ RoleName: 'caller', PolicyName: 'p', PolicyDocument });
    expect((await send({ headers: token() })).status).toBe(200);
  });
});

describe('a REQUEST authorizer', () => {
  const identitySource = [
    'method.request.header.X-Who',
    'method.request.querystring.q',
    'stageVariables.tier',
    'context.httpMethod',
  ].join(', ');
  const path = '/pets/1?q=a%20b&q=c';

  it('AU-2: invokes its function with the whole request except the body, without null', async () => {
    const { send, apiId } = await guarded(allow, authorizerScheme('request', { identitySource }));
    await send({ path, headers: ['X-Who', 'me'] });
    const event = JSON.parse(String(asked[0]?.payload));
    expect(event).toMatchObject({
      type: 'REQUEST',
      methodArn: `arn:aws:execute-api:us-east-1:000000000000:${apiId}/test/GET/pets/1`,
      resource: '/pets/{petId}',
      path: '/pets/1',
      httpMethod: 'GET',
      headers: { 'X-Who': 'me' },
      multiValueHeaders: { 'X-Who': ['me'] },
      queryStringParameters: { q: 'c' },
      multiValueQueryStringParameters: { q: ['a b', 'c'] },
      pathParameters: { petId: '1' },
      stageVariables: { tier: 'gold' },
      requestContext: { stage: 'test', apiId },
    });
    expect(event).not.toHaveProperty('body');
    expect(event).not.toHaveProperty('isBase64Encoded');
  });

  it('AU-2: responds with 401 and invokes no function when a listed source is missing or empty', async () => {
    const { send } = await guarded(allow, authorizerScheme('request', { identitySource }));
    expect((await send({ path })).status).toBe(401);
    expect((await send({ path: '/pets/1?q=', headers: ['X-Who', 'me'] })).status).toBe(401);
    expect(asked).toEqual([]);
    const { send: another } = await guarded(
      allow,
      authorizerScheme('request', { identitySource: 'stageVariables.none', authorizerResultTtlInSeconds: 0 }),
    );
    expect((await another()).status).toBe(401);
  });

  it('AU-2: needs no source when caching is off, and passes empty maps, not null', async () => {
    const { send } = await guarded(allow, authorizerScheme('request', { authorizerResultTtlInSeconds: 0 }));
    expect((await send()).status).toBe(200);
    expect(JSON.parse(String(asked[0]?.payload))).toMatchObject({
      queryStringParameters: {},
      multiValueQueryStringParameters: {},
      pathParameters: {},
    });
  });

  it('AU-6: caches a result by all its sources together', async () => {
    const { send } = await guarded(allow, authorizerScheme('request', { identitySource }));
    await send({ path, headers: ['X-Who', 'me'] });
    await send({ path, headers: ['x-who', 'me'] });
    expect(asked).toHaveLength(1);
    await send({ path, headers: ['X-Who', 'you'] });
    await send({ path, headers: ['X-Who', 'you', 'X-Who', 'me'] });
    await send({ path: '/pets/1?q=c', headers: ['X-Who', 'me'] });
    expect(asked).toHaveLength(4);
  });
});

/** Status and body of the response when the authorizer's function fails with this payload. */
async function answerToFailure(payload: unknown) {
  await served?.stop();
  const result = {
    statusCode: 200,
    payload: Buffer.from(JSON.stringify(payload)),
    functionError: 'Unhandled',
    executedVersion: '$LATEST',
    requestId: 'r',
    logTail: async () => '',
  } as const;
  const lambda = { invoke: async () => result } as unknown as Lambda;
  served = await serveApi(guardedBy(authorizerScheme('token')), undefined, {}, { lambda });
  const { status, text } = await served.send({ headers: token() });
  return [status, text];
}
