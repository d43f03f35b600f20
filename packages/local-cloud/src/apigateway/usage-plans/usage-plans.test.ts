import type { ApiStage } from '@aws-sdk/client-api-gateway';
import { afterEach, describe, expect, it } from 'vitest';
import { authorizedBy, authorizerScheme, policyOf } from '../testing/authorizers.ts';
import { api, mockMethod, proxyMethod } from '../testing/definitions.ts';
import { type ServedApi, serveApi } from '../testing/served-api.ts';

let served: ServedApi | undefined;
afterEach(() => served?.stop());

const securityDefinitions = { api_key: { type: 'apiKey', name: 'X-API-Key', in: 'header' } };
const security = [{ api_key: [] }];
const keyed = { ...mockMethod('in'), security };
const value = 'a key of twenty letters';
const second = 1000;
const day = 24 * 60 * 60 * second;

/** Wednesday. */
const start = Date.parse('2026-11-18T12:00:00Z');
let now = start;

/** An API with a keyed method at `/` and `/other`, in a usage plan with these settings. */
async function serving(
  plan: object = {},
  stageThrottle?: ApiStage['throttle'],
  paths: object = {},
): Promise<ServedApi> {
  await served?.stop();
  now = start;
  const methods = { '/': { get: keyed }, '/other': { get: keyed }, '/open': { get: mockMethod('open') } };
  const definition = api({ ...methods, ...paths }, { securityDefinitions });
  served = await serveApi(definition, undefined, {}, { now: () => now });
  const { operations } = served.gateway;
  const { id: keyId } = operations.CreateApiKey({ value, enabled: true });
  const apiStages = [
    { apiId: served.apiId, stage: 'test', ...(stageThrottle && { throttle: stageThrottle }) },
  ];
  const { id: usagePlanId } = operations.CreateUsagePlan({ name: 'plan', apiStages, ...plan });
  operations.CreateUsagePlanKey({ usagePlanId, keyId, keyType: 'API_KEY' });
  return served;
}

const get = (path = '/', key = value) => served?.send({ path, headers: ['x-Api-KEY', key] });

async function statuses(count: number, path?: string): Promise<(number | undefined)[]> {
  const answers: (number | undefined)[] = [];
  for (let index = 0; index < count; index++) answers.push((await get(path))?.status);
  return answers;
}

/** The plan and the key that `serving` made. */
function made() {
  const { operations } = (served as ServedApi).gateway;
  const [plan] = operations.GetUsagePlans({}).items ?? [];
  const [key] = operations.GetApiKeys({}).items ?? [];
  return { operations, usagePlanId: plan?.id, keyId: key?.id };
}

describe('API keys', () => {
  it('AK-1: are required where the method says so', async () => {
    await serving();
    const refused = await served?.send({});
    expect([refused?.status, refused?.text]).toEqual([403, '{"message":"Forbidden"}']);
    expect(refused?.headers['x-amzn-errortype']).toBe('ForbiddenException');
    expect((await get('/', 'another key of twenty letters'))?.status).toBe(403);
    expect([(await get())?.text, (await served?.send({ path: '/open' }))?.text]).toEqual(['in', 'open']);
  });

  it('AK-1: admit nobody when disabled, or without a usage plan of the stage', async () => {
    await serving();
    const { operations, usagePlanId, keyId } = made();
    const enabled = (flag: string) =>
      operations.UpdateApiKey({
        apiKey: keyId,
        patchOperations: [{ op: 'replace', path: '/enabled', value: flag }],
      });
    enabled('false');
    expect((await get())?.status).toBe(403);
    enabled('true');
    const withStage = (op: 'add' | 'remove') =>
      operations.UpdateUsagePlan({
        usagePlanId,
        patchOperations: [{ op, path: '/apiStages', value: `${served?.apiId}:test` }],
      });
    withStage('remove');
    expect((await get())?.status).toBe(403);
    withStage('add');
    expect((await get())?.status).toBe(200);
    operations.DeleteUsagePlanKey({ usagePlanId, keyId });
    expect((await get())?.status).toBe(403);
  });

  it('AK-1: are refused with the gateway response INVALID_API_KEY', async () => {
    const responses = { INVALID_API_KEY: { statusCode: 499 } };
    const members = { securityDefinitions, 'x-amazon-apigateway-gateway-responses': responses };
    served = await serveApi(api({ '/': { get: keyed } }, members));
    expect((await get())?.status).toBe(499);
  });

  it('AK-2: come from the authorizer, not from the client, where the API says so', async () => {
    const members = {
      securityDefinitions: { ...securityDefinitions, guard: authorizerScheme('token') },
      'x-amazon-apigateway-api-key-source': 'AUTHORIZER',
    };
    const guarded = { ...proxyMethod, security: [{ guard: [], api_key: [] }] };
    const authorizer = (event: string) => ({
      principalId: 'ada',
      policyDocument: policyOf('Allow'),
      usageIdentifierKey: JSON.parse(event).authorizationToken === 'ada' ? value : undefined,
    });
    served = await serveApi(api({ '/': { get: guarded } }, members), authorizedBy(authorizer));
    const { operations } = served.gateway;
    const { id: keyId } = operations.CreateApiKey({ value, enabled: true });
    const apiStages = [{ apiId: served.apiId, stage: 'test' }];
    const { id: usagePlanId } = operations.CreateUsagePlan({ name: 'plan', apiStages });
    operations.CreateUsagePlanKey({ usagePlanId, keyId, keyType: 'API_KEY' });
    const headers = ['x-api-key', value, 'Authorization'];
    expect((await served.send({ headers: [...headers, 'bob'] })).status).toBe(403);
    expect((await served.send({ headers: [...headers, 'ada'] })).status).toBe(200);
    expect(JSON.parse(String(served.lastInvocation()?.payload)).requestContext.identity.apiKey).toBe(value);
  });

  it('EV-15: are passed to the function', async () => {
    await serving({}, undefined, { '/event': { get: { ...proxyMethod, security } } });
    const event = await served?.eventOf({ path: '/event', headers: ['x-api-key', value] });
    expect(event?.requestContext.identity).toMatchObject({ apiKey: value, apiKeyId: made().keyId });
  });
});

describe('usage plans', () => {
  it('AK-3: throttle each key by a bucket that fills at the rate', async () => {
    await serving({ throttle: { rateLimit: 2, burstLimit: 3 } });
    expect(await statuses(4)).toEqual([200, 200, 200, 429]);
    now += second / 2;
    expect(await statuses(2)).toEqual([200, 429]);
    now += 60 * second;
    expect(await statuses(4)).toEqual([200, 200, 200, 429]);
    const refused = await get();
    expect([refused?.text, refused?.headers['x-amzn-errortype']]).toEqual([
      '{"message":"Too Many Requests"}',
      'TooManyRequestsException',
    ]);
  });

  it('AK-3: admit the requests of one second at once where no burst is given', async () => {
    await serving({ throttle: { rateLimit: 1.5 } });
    expect(await statuses(3)).toEqual([200, 200, 429]);
  });

  it('AK-3: throttle single methods of a stage more, and each key on its own', async () => {
    await serving(
      { throttle: { rateLimit: 1, burstLimit: 3 } },
      { 'other/GET': { rateLimit: 1, burstLimit: 1 } },
    );
    const { operations, usagePlanId } = made();
    const ofAnother = 'another key of twenty letters';
    const { id: keyId } = operations.CreateApiKey({ value: ofAnother, enabled: true });
    operations.CreateUsagePlanKey({ usagePlanId, keyId, keyType: 'API_KEY' });
    expect(await statuses(2, '/other')).toEqual([200, 429]);
    expect(await statuses(3)).toEqual([200, 200, 429]);
    expect([(await get('/other', ofAnother))?.status, (await get('/', ofAnother))?.status]).toEqual([
      200, 200,
    ]);
  });

  it('AK-3: apply the throttle of ANY to each method without its own', async () => {
    const any = { any: { ...mockMethod('in'), security } };
    await serving(
      { throttle: { rateLimit: 1, burstLimit: 10 } },
      { 'both/ANY': { rateLimit: 1, burstLimit: 1 }, 'both/POST': { rateLimit: 1, burstLimit: 2 } },
      { '/both': any },
    );
    const post = () => served?.send({ method: 'POST', path: '/both', headers: ['x-api-key', value] });
    expect(await statuses(2, '/both')).toEqual([200, 429]);
    expect([(await post())?.status, (await post())?.status, (await post())?.status]).toEqual([200, 200, 429]);
  });

  it('AK-3: end a quota with its day, and count no request that was throttled', async () => {
    await serving({ quota: { limit: 3, period: 'DAY' }, throttle: { rateLimit: 1, burstLimit: 2 } });
    expect(await statuses(3)).toEqual([200, 200, 429]);
    now += second;
    expect(await statuses(1)).toEqual([200]);
    now += second;
    const refused = await get();
    expect([refused?.status, refused?.text]).toEqual([429, '{"message":"Limit Exceeded"}']);
    expect(refused?.headers['x-amzn-errortype']).toBe('LimitExceededException');
    now += day / 2;
    expect(await statuses(1)).toEqual([200]);
  });

  it.each<[string, number, number]>([
    ['WEEK', 3, 4],
    ['MONTH', 12, 13],
  ])('AK-3: keep a quota for the %s', async (period, within, beyond) => {
    await serving({ quota: { limit: 1, period } });
    expect(await statuses(2)).toEqual([200, 429]);
    now = start + within * day;
    expect(await statuses(1)).toEqual([429]);
    now = start + beyond * day;
    expect(await statuses(2)).toEqual([200, 429]);
  });

  it('AK-3: subtract the offset from the first period only', async () => {
    await serving({ quota: { limit: 3, period: 'WEEK', offset: 2 } });
    expect(await statuses(2)).toEqual([200, 429]);
    now += 7 * day;
    expect(await statuses(4)).toEqual([200, 200, 200, 429]);
  });

  it('report the used and remaining requests of each key', async () => {
    await serving({ quota: { limit: 3, period: 'WEEK' } });
    await statuses(2);
    now += day;
    await statuses(3);
    const { operations, usagePlanId, keyId } = made();
    const usage = operations.GetUsage({ usagePlanId, startDate: '2026-11-17', endDate: '2026-11-19' });
    expect(usage.items).toEqual({
      [String(keyId)]: [
        [0, 3],
        [2, 1],
        [1, 0],
      ],
    });
    expect(() => operations.GetUsage({ usagePlanId, startDate: 'then', endDate: '2026-11-19' })).toThrow(
      'Invalid date: expected YYYY-MM-DD, received then',
    );
    const until = (endDate: string) => operations.GetUsage({ usagePlanId, startDate: '2026-01-01', endDate });
    expect(Object.values(until('2026-03-31').items ?? {})[0]).toHaveLength(90);
    expect(() => until('2026-04-01')).toThrow('Usage can be read for at most 90 days at once');
    expect(() => until('2025-12-31')).toThrow('The start date must not be after the end date');
  });
});

describe('an extension of the remaining quota', () => {
  const extend = (value: string) => {
    const { operations, usagePlanId, keyId } = made();
    const patchOperations = [{ op: 'replace' as const, path: '/remaining', value }];
    return operations.UpdateUsage({ usagePlanId, keyId, patchOperations }).items?.[keyId ?? ''];
  };

  it('is granted to one key, and ends with the period', async () => {
    await serving({ quota: { limit: 1, period: 'DAY' } });
    expect(await statuses(2)).toEqual([200, 429]);
    expect(extend('2')).toEqual([[1, 2]]);
    expect(await statuses(3)).toEqual([200, 200, 429]);
    expect(extend('0')).toEqual([[3, 0]]);
    now += day;
    expect(await statuses(2)).toEqual([200, 429]);
  });

  it.each([
    ['', 'Expected a whole number from 0 for the remaining quota, received ""'],
    ['-1', 'received "-1"'],
  ])('is refused with the value "%s"', async (value, message) => {
    await serving({ quota: { limit: 1, period: 'DAY' } });
    expect(() => extend(value)).toThrow(message);
  });

  it('needs a quota', async () => {
    await serving();
    expect(() => extend('1')).toThrow('has no quota');
  });
});

describe('the execution log', () => {
  it('EL-6: has the lines of usage plans, with keys masked', async () => {
    await serving();
    const { operations } = made();
    const restApiId = served?.apiId;
    const path = '/*/*/logging/loglevel';
    operations.UpdateStage({
      restApiId,
      stageName: 'test',
      patchOperations: [{ op: 'replace', path, value: 'INFO' }],
    });
    await get('/');
    await served?.send({ path: '/open' });
    const logGroupName = `API-Gateway-Execution-Logs_${restApiId}/test`;
    const { events = [] } = served?.logs.operations.FilterLogEvents({ logGroupName }) ?? {};
    const lines = events
      .map(({ message = '' }) => message.replace(/^\S+ /, ''))
      .filter((line) => / Key/.test(line));
    const stage = `${restApiId}/test`;
    expect(lines).toEqual([
      expect.stringMatching(/^Verifying Usage Plan for request: \S+\. API Key: \*{10}etters API Stage: /),
      "API Key **********etters authorized because method 'GET /' requires API Key. Request will contribute to throttle or quota limits",
      `Usage Plan check succeeded for API Key **********etters and API Stage ${stage}`,
      expect.stringMatching(/^Verifying Usage Plan for request: \S+\. API Key: {2}API Stage: /),
      "API Key authorized because method 'GET /open' does not require API Key. Request will not contribute to throttle or quota limits",
      `Usage Plan check succeeded for API Key  and API Stage ${stage}`,
    ]);
  });
});

describe('method settings', () => {
  it('throttle a method for all its callers together', async () => {
    await serving();
    const { operations } = made();
    const patch = (path: string, limit: string) => ({ op: 'replace' as const, path, value: limit });
    operations.UpdateStage({
      restApiId: served?.apiId,
      stageName: 'test',
      patchOperations: [
        patch('/~1open/GET/throttling/rateLimit', '1'),
        patch('/~1open/GET/throttling/burstLimit', '2'),
      ],
    });
    expect(await statuses(3, '/open')).toEqual([200, 200, 429]);
    expect(await statuses(3)).toEqual([200, 200, 200]);
    now += second;
    expect(await statuses(2, '/open')).toEqual([200, 429]);
  });

  it('throttle each method of a resource by the settings of ANY', async () => {
    await serving({}, undefined, { '/any': { any: mockMethod('any') } });
    const patch = (path: string, limit: string) => ({ op: 'replace' as const, path, value: limit });
    made().operations.UpdateStage({
      restApiId: served?.apiId,
      stageName: 'test',
      patchOperations: [
        patch('/~1any/ANY/throttling/rateLimit', '1'),
        patch('/~1any/ANY/throttling/burstLimit', '1'),
      ],
    });
    expect(await statuses(2, '/any')).toEqual([200, 429]);
    expect((await served?.send({ method: 'POST', path: '/any' }))?.status).toBe(200);
  });
});
