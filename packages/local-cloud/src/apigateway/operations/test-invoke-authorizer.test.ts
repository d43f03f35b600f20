import { afterAll, beforeAll, expect, it } from 'vitest';
import { authorizedBy, authorizerScheme, guardedBy, policyOf } from '../testing/authorizers.ts';
import { type ServedApi, serveApi } from '../testing/served-api.ts';

let served: ServedApi;
let events: Record<string, unknown>[] = [];

beforeAll(async () => {
  const decide = (event: string) => {
    const asked = JSON.parse(event);
    events = [...events, asked];
    if (asked.authorizationToken === 'nobody') return new Error('Unauthorized');
    if (asked.authorizationToken === 'odd') return { principalId: 1 };
    return { principalId: 'ann', policyDocument: policyOf('Allow'), context: { team: 7 } };
  };
  served = await serveApi(guardedBy(authorizerScheme('token')), authorizedBy(decide));
});

afterAll(() => served.stop());

async function test(headers: Record<string, string>) {
  const { operations } = served.gateway;
  const restApiId = served.apiId;
  const { items = [] } = operations.GetAuthorizers({ restApiId });
  return operations.TestInvokeAuthorizer({ restApiId, authorizerId: items[0]?.id, headers });
}

it('returns what the function decided, with a log that hides who asks', async () => {
  const { log = '', ...result } = await test({ Authorization: 'secret-token' });
  expect(result).toEqual({
    clientStatus: 0,
    principalId: 'ann',
    policy: JSON.stringify(policyOf('Allow')),
    authorization: { team: ['7'] },
    latency: expect.any(Number),
  });
  expect(events.at(-1)).toEqual({
    type: 'TOKEN',
    methodArn: `arn:aws:execute-api:us-east-1:000000000000:${served.apiId}/ESTestInvoke-stage/GET/`,
    authorizationToken: 'secret-token',
  });
  const lines = log.split('\n').map((line) => line.replace(/^.* UTC \d+ : /, ''));
  expect(lines[1]).toMatch(/^Starting authorizer: \w+ for request: [\da-f-]{36}$/);
  expect(lines[2]).toBe('Incoming identity: **********');
  expect(lines.slice(-3)).toEqual([
    'Using valid authorizer policy for principal: **********',
    'Successfully completed authorizer execution',
    '',
  ]);
});

it.each([
  ['no token', {}, 401, /Unauthorized request: /],
  ['a token that the function refuses', { Authorization: 'nobody' }, 401, /Unauthorized request: /],
  ['an output that is no decision', { Authorization: 'odd' }, 500, /Execution failed/],
])('returns the status that a client gets for %s', async (_, headers, clientStatus, line) => {
  const result = await test(headers);
  expect(result).toMatchObject({ clientStatus, log: expect.stringMatching(line) });
  expect(result.principalId).toBeUndefined();
});
