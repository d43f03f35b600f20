import { afterEach, describe, expect, it } from 'vitest';
import type { TokenVerdict, UserPools } from '../backends.ts';
import { guardedBy } from '../testing/authorizers.ts';
import { api, proxyMethod } from '../testing/definitions.ts';
import { type ServedApi, serveApi } from '../testing/served-api.ts';

const pool = 'arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_pool';
const otherPool = `${pool}2`;
const claims = { token_use: 'id', aud: 'client', sub: 'ada' };
const tokens: Readonly<Record<string, TokenVerdict>> = {
  id: {
    claims: {
      ...claims,
      'cognito:groups': ['a', 'b'],
      email_verified: true,
      auth_time: 1_794_757_580,
      iat: 1_794_757_580,
      exp: 1_794_761_180,
      identities: [{ userId: 'x' }],
    },
  },
  access: {
    claims: {
      ...claims,
      aud: undefined,
      client_id: 'client',
      token_use: 'access',
      scope: 'pets/read pets/write',
    },
  },
  old: 'expired',
};
/** Knows the tokens above, each in the first pool only. */
const userPools: UserPools = {
  verifyToken: async (poolArn, token) => {
    if (token === 'broken') throw new Error('no keys');
    return (poolArn === pool && tokens[token]) || 'invalid';
  },
};

const scheme = (members: object = {}) => ({
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  'x-amazon-apigateway-authtype': 'cognito_user_pools',
  'x-amazon-apigateway-authorizer': {
    type: 'cognito_user_pools',
    providerARNs: [otherPool, pool],
    ...members,
  },
});

let served: ServedApi | undefined;

async function serve(definition: object): Promise<ServedApi> {
  served = await serveApi(definition, undefined, {}, { userPools });
  return served;
}

const answerTo = async (token: string) => {
  const answer = await served?.send({ headers: ['authorization', token] });
  return [answer?.status, answer?.json];
};

afterEach(async () => {
  await served?.stop();
  served = undefined;
});

describe('COGNITO_USER_POOLS', () => {
  it('AU-8: accepts an ID token of any of its pools, with or without Bearer', async () => {
    const { send } = await serve(guardedBy(scheme()));
    expect((await send({ headers: ['Authorization', 'id'] })).status).toBe(200);
    expect((await send({ headers: ['Authorization', 'Bearer id'] })).status).toBe(200);
  });

  it('AU-8: responds with 401 to everything else', async () => {
    const { send } = await serve(guardedBy(scheme()));
    const unauthorized = [401, { message: 'Unauthorized' }];
    expect((await send()).json).toEqual({ message: 'Unauthorized' });
    for (const token of ['', 'Bearer', 'Bearer  ', 'nonsense', 'access']) {
      expect(await answerTo(token)).toEqual(unauthorized);
    }
    expect(await answerTo('old')).toEqual([401, { message: 'The incoming token has expired' }]);
  });

  it("AU-8: requires an access token with one of the method's scopes", async () => {
    const method = { ...proxyMethod, security: [{ pool: ['pets/write', 'pets/all'] }] };
    const components = { securitySchemes: { pool: scheme() } };
    await serve(api({ '/': { get: method } }, { components }));
    expect((await answerTo('access'))[0]).toBe(200);
    expect((await answerTo('id'))[0]).toBe(401);
    await served?.stop();
    const stricter = { ...proxyMethod, security: [{ pool: ['pets'] }] };
    await serve(api({ '/': { get: stricter } }, { components }));
    expect((await answerTo('access'))[0]).toBe(401);
  });

  it('AU-8: passes the claims on as strings', async () => {
    const { eventOf } = await serve(guardedBy(scheme()));
    const { requestContext } = await eventOf({ headers: ['Authorization', 'id'] });
    expect(requestContext.authorizer).toEqual({
      claims: {
        token_use: 'id',
        aud: 'client',
        sub: 'ada',
        'cognito:groups': 'a,b',
        email_verified: 'true',
        auth_time: '1794757580',
        iat: 'Sun Nov 15 15:46:20 UTC 2026',
        exp: 'Sun Nov 15 16:46:20 UTC 2026',
        identities: '{"userId":"x"}',
      },
    });
  });

  it('matches the audience against the validation expression', async () => {
    await serve(guardedBy(scheme({ identityValidationExpression: 'cli.*' })));
    expect((await answerTo('id'))[0]).toBe(200);
    await served?.stop();
    await serve(guardedBy(scheme({ identityValidationExpression: 'lient' })));
    expect((await answerTo('id'))[0]).toBe(401);
    for (const [identityValidationExpression, status] of [
      ['client', 200],
      ['other', 401],
    ] as const) {
      await served?.stop();
      const method = { ...proxyMethod, security: [{ pool: ['pets/read'] }] };
      const components = { securitySchemes: { pool: scheme({ identityValidationExpression }) } };
      await serve(api({ '/': { get: method } }, { components }));
      expect((await answerTo('access'))[0]).toBe(status);
    }
  });

  it('evaluates the resource policy of the API too', async () => {
    const Statement = [
      { Effect: 'Allow', Principal: '*', Action: '*', Resource: 'execute-api:/*/GET/pets/*' },
    ];
    const { send } = await serve(guardedBy(scheme(), { 'x-amazon-apigateway-policy': { Statement } }));
    const headers = ['Authorization', 'id'];
    expect((await send({ path: '/pets/1', headers })).status).toBe(200);
    expect((await send({ headers })).status).toBe(403);
  });

  it('responds with 500 when a pool fails', async () => {
    await serve(guardedBy(scheme()));
    expect(await answerTo('broken')).toEqual([500, { message: null }]);
  });

  it('is refused by name in a cloud without user pools', async () => {
    await expect(serveApi(guardedBy(scheme()))).rejects.toThrow(
      'The authorizer type COGNITO_USER_POOLS of guard is not offered by this embedded cloud.',
    );
  });
});
