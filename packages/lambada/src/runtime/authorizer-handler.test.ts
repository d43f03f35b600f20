import type { APIGatewayAuthorizerEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { authorizerHandler, type RequestAuthorizer } from './authorizer-handler.ts';
import { plainServer } from './plain-server.ts';
import { WebApplicationError } from './web-application-error.ts';

const authorizer: RequestAuthorizer = {
  authorize(credentials) {
    if (credentials === 'banned') throw new WebApplicationError(403);
    if (credentials === 'broken') throw new TypeError('a bug');
    return credentials === 'ada' ? { principalId: 'ada', context: { admin: true } } : undefined;
  },
};
const methodArn = 'arn:aws:execute-api:eu-west-1:123456789012:api/Prod/GET/notes/7';
const decide = (event: object) =>
  authorizerHandler(authorizer, 'X-Key')({ methodArn, ...event } as APIGatewayAuthorizerEvent);

describe('a Lambda authorizer', () => {
  it.each([
    ['a token', { type: 'TOKEN', authorizationToken: 'ada' }],
    ['a request', { type: 'REQUEST', headers: { 'x-key': 'ada' } }],
  ])('lets a caller with %s call every method, because the gateway keeps the decision', async (_, event) => {
    expect(await decide(event)).toEqual({
      principalId: 'ada',
      context: { admin: true },
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Action: 'execute-api:Invoke',
            Effect: 'Allow',
            Resource: 'arn:aws:execute-api:eu-west-1:123456789012:api/Prod/*',
          },
        ],
      },
    });
  });

  it('refuses a caller who is known, and knows nobody else', async () => {
    const banned = await decide({ type: 'TOKEN', authorizationToken: 'banned' });
    expect(banned.policyDocument.Statement[0]).toMatchObject({ Effect: 'Deny' });
    await expect(decide({ type: 'TOKEN', authorizationToken: 'bob' })).rejects.toThrow(/^Unauthorized$/);
    await expect(decide({ type: 'REQUEST', headers: null })).rejects.toThrow(/^Unauthorized$/);
    await expect(decide({ type: 'TOKEN', authorizationToken: 'broken' })).rejects.toThrow('a bug');
  });
});

describe('an ordinary server', () => {
  const respond = plainServer(
    {
      resources: {
        '/notes/{id}': {
          GET: [
            {
              parameters: [{ kind: 'context' }],
              call: ([request]) => (request as { authorizer: unknown }).authorizer,
              authorizer: 'key',
            },
          ],
        },
      },
      mappers: [],
    },
    { key: { header: 'X-Key', authorizer: () => authorizer } },
  );
  const get = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
    respond({ method, url, headers, body: new Uint8Array() });

  it.each([
    [{ 'x-key': 'ada' }, 200, '{"admin":"true","principalId":"ada"}'],
    [{}, 401, '{"message":"Unauthorized"}'],
    [{ 'x-key': 'bob' }, 401, '{"message":"Unauthorized"}'],
    [
      { 'x-key': 'banned' },
      403,
      '{"Message":"User is not authorized to access this resource with an explicit deny"}',
    ],
  ])('asks the authorizer as the gateway does: %j', async (headers, status, body) => {
    expect(await get('/notes/7?a=b', headers)).toMatchObject({ status, body });
  });

  it('asks it for HEAD too, and not for what is not there', async () => {
    expect(await get('/notes/7', {}, 'HEAD')).toMatchObject({ status: 401 });
    expect(await get('/notes/7', {}, 'PUT')).toMatchObject({ status: 405 });
    expect(await get('/others')).toMatchObject({ status: 404 });
  });
});
