import { AwsV4Signer } from 'aws4fetch';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultAccount } from '../../account.ts';
import { createIam, type Iam } from '../../iam/iam.ts';
import { authorizedBy, authorizerScheme, guardedBy, policyOf } from '../testing/authorizers.ts';
import { api, invocationUri, proxyTo } from '../testing/definitions.ts';
import { type FakeFunction, type ServedApi, serveApi } from '../testing/served-api.ts';
import { createStageCache } from './stage-cache.ts';

let served: ServedApi;
let iam: Iam;
let now: number;
let calls: number;

beforeEach(() => {
  iam = createIam(defaultAccount);
  now = Date.now();
  calls = 0;
});
afterEach(() => served.stop());

/** Its responses are numbered. */
const count: FakeFunction = () => {
  calls += 1;
  return { body: String(calls), headers: { pet: 'cat' } };
};

const cached = (members: object = {}) => proxyTo(invocationUri, members);
const byType = {
  ...cached({ cacheKeyParameters: ['method.request.querystring.type', 'method.request.path.id'] }),
  parameters: [{ name: 'type', in: 'query', schema: { type: 'string' } }],
};
const definition = api({
  '/pets': { get: cached(), post: cached(), any: cached() },
  '/pets/{id}': { get: byType },
  '/one': { get: cached({ cacheNamespace: 'shared' }) },
  '/two': { get: cached({ cacheNamespace: 'shared' }) },
  '/body': {
    post: cached({
      requestParameters: { 'integration.request.header.pet': 'method.request.body.name' },
      cacheKeyParameters: ['integration.request.header.pet'],
    }),
  },
  '/signed': { get: { ...cached(), 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } } },
});

async function serve(
  settings: Record<string, string> = {},
  body: object = definition,
  run = count,
): Promise<void> {
  served = await serveApi(body, run, {}, { iam, now: () => now });
  update({ '/cacheClusterEnabled': 'true', '/*/*/caching/enabled': 'true', ...settings });
}

function update(settings: Record<string, string>): void {
  served.gateway.operations.UpdateStage({
    restApiId: served.apiId,
    stageName: 'test',
    patchOperations: Object.entries(settings).map(([path, value]) => ({ op: 'replace', path, value })),
  });
}

const get = async (path: string, ...headers: string[]) => (await served.send({ path, headers })).text;
const post = async (path: string, body = '') => (await served.send({ method: 'POST', path, body })).text;
const fresh = ['Cache-Control', 'max-age=0'];

describe('The cache of a stage', () => {
  it('keeps responses, with their headers, for as long as the setting says', async () => {
    await serve({ '/*/*/caching/ttlInSeconds': '10' });
    expect([await get('/pets'), await get('/pets')]).toEqual(['1', '1']);
    now += 9_999;
    const { headers, text } = await served.send({ path: '/pets' });
    expect([text, headers.pet, headers['content-type']]).toEqual(['1', 'cat', 'application/json']);
    expect(Object.keys(headers).filter((name) => /cache|^age$/.test(name))).toEqual([]);
    now += 1;
    expect(await get('/pets')).toBe('2');
  });

  it('is used for GET alone unless a method says so itself', async () => {
    await serve();
    expect([await post('/pets'), await post('/pets')]).toEqual(['1', '2']);
    update({ '/~1pets/POST/caching/enabled': 'true' });
    expect([await post('/pets'), await post('/pets'), await get('/pets')]).toEqual(['3', '3', '4']);
    update({ '/~1pets/GET/caching/enabled': 'false' });
    expect([await get('/pets'), await get('/pets')]).toEqual(['5', '6']);
  });

  it('has a response for each combination of the key parameters, and no other parameter counts', async () => {
    await serve();
    const paths = [
      '/pets/1?type=cat',
      '/pets/1?type=dog',
      '/pets/2?type=cat',
      '/pets/1?type=cat&x=1',
      '/pets/1',
    ];
    const texts: string[] = [];
    for (const path of [...paths, ...paths]) texts.push(await get(path));
    expect(texts).toEqual(['1', '2', '3', '1', '4', '1', '2', '3', '1', '4']);
  });

  it('has a response for each combination of long parameters, too', async () => {
    await serve();
    const long = 'x'.repeat(600);
    const texts: string[] = [];
    for (const type of [`${long}a`, `${long}b`, `${long}a`]) texts.push(await get(`/pets/1?type=${type}`));
    expect(texts).toEqual(['1', '2', '1']);
  });

  it('shares what resources of one namespace respond', async () => {
    await serve();
    expect([await get('/one'), await get('/two'), await get('/pets')]).toEqual(['1', '1', '2']);
  });

  it('uses a part of the body as the key', async () => {
    await serve({ '/~1body/POST/caching/enabled': 'true' });
    const bodies = ['{"name":"Tom","age":1}', '{"name":"Tom","age":2}', '{"name":"Kit"}'];
    const texts: string[] = [];
    for (const body of bodies) texts.push(await post('/body', body));
    expect(texts).toEqual(['1', '1', '2']);
  });

  it('keeps what the back end responds with, whatever its status, and no failure of the gateway', async () => {
    const run: FakeFunction = () => {
      calls += 1;
      if (calls === 1) return new Error('broken');
      return { statusCode: 404, body: String(calls) };
    };
    await serve({}, definition, run);
    expect((await served.send({ path: '/pets' })).status).toBe(502);
    expect([await get('/pets'), await get('/pets')]).toEqual(['2', '2']);
  });

  it('is empty after a flush, after a change of its size and when it is turned on again', async () => {
    await serve();
    expect(await get('/pets')).toBe('1');
    served.gateway.operations.FlushStageCache({ restApiId: served.apiId, stageName: 'test' });
    expect([await get('/pets'), await get('/pets')]).toEqual(['2', '2']);
    update({ '/cacheClusterSize': '1.6' });
    expect(await get('/pets')).toBe('3');
    update({ '/cacheClusterEnabled': 'false' });
    expect([await get('/pets'), await get('/pets')]).toEqual(['4', '5']);
    update({ '/cacheClusterEnabled': 'true' });
    expect([await get('/pets'), await get('/pets')]).toEqual(['6', '6']);
    update({ '/*/*/caching/ttlInSeconds': '0' });
    expect([await get('/pets'), await get('/pets')]).toEqual(['7', '8']);
  });

  it('stays with the stage when another deployment comes', async () => {
    await serve();
    await get('/pets');
    const { apiId: restApiId } = served;
    served.gateway.operations.CreateDeployment({ restApiId, stageName: 'test' });
    expect(await get('/pets')).toBe('1');
  });

  it('refuses a deployment whose key parameter no method declares', async () => {
    const body = api({ '/': { get: cached({ cacheKeyParameters: ['method.request.querystring.q'] }) } });
    await expect(serve({}, body)).rejects.toThrow('Invalid cache key parameter specified');
    await serve();
  });
});

describe('Cache-Control: max-age=0', () => {
  const open = { '/*/*/caching/requireAuthorizationForCacheControl': 'false' };
  const strategy = (value: string) => ({ '/*/*/caching/unauthorizedCacheControlHeaderStrategy': value });

  it('replaces the entry for everybody, where no authorization is required', async () => {
    await serve(open);
    expect([await get('/pets'), await get('/pets', ...fresh), await get('/pets')]).toEqual(['1', '2', '2']);
    expect(await get('/pets', 'Cache-Control', 'no-cache, max-age=0')).toBe('3');
    expect(await get('/pets', 'Cache-Control', 'max-age=05')).toBe('3');
  });

  it('is ignored with a warning by default, for who may not invalidate', async () => {
    await serve();
    await get('/pets');
    const { text, headers } = await served.send({ path: '/pets', headers: fresh });
    expect([text, headers.warning]).toEqual(['1', expect.stringMatching(/^199 /)]);
    expect((await served.send({ path: '/pets' })).headers.warning).toBeUndefined();
  });

  it('is ignored without a warning, or refused with 403', async () => {
    await serve(strategy('SUCCEED_WITHOUT_RESPONSE_HEADER'));
    await get('/pets');
    const silent = await served.send({ path: '/pets', headers: fresh });
    expect([silent.text, silent.headers.warning]).toEqual(['1', undefined]);
    update(strategy('FAIL_WITH_403'));
    const { status, json, headers } = await served.send({ path: '/pets', headers: fresh });
    expect([status, headers['x-amzn-errortype']]).toEqual([403, 'AccessDeniedException']);
    expect(json).toEqual({
      Message: expect.stringContaining(
        'not authorized to perform: execute-api:InvalidateCache on resource: arn:',
      ),
    });
  });

  async function signed(allowed: string | undefined, path: string): Promise<string[]> {
    if (allowed === undefined) return sign({ accessKeyId: 'test', secretAccessKey: 'test' }, path);
    const AssumeRolePolicyDocument = JSON.stringify({ Statement: [] });
    const { Role } = iam.operations.CreateRole({ RoleName: allowed, AssumeRolePolicyDocument });
    const statement = { Effect: 'Allow', Action: allowed.replace('_', ':'), Resource: '*' };
    const invoke = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' };
    iam.operations.PutRolePolicy({
      RoleName: allowed,
      PolicyName: 'p',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement, invoke] }),
    });
    const keys = iam.assumeRole(Role?.Arn ?? '', 'me');
    return sign(
      {
        accessKeyId: keys.AccessKeyId,
        secretAccessKey: keys.SecretAccessKey,
        sessionToken: keys.SessionToken,
      },
      path,
    );
  }

  async function sign(
    keys: { accessKeyId: string; secretAccessKey: string; sessionToken?: string },
    path: string,
  ) {
    const url = `http://${served.host}/test${path}`;
    const signing = { ...keys, url, service: 'execute-api', region: 'us-east-1' };
    const { headers } = await new AwsV4Signer(signing).sign();
    return [...headers].flat();
  }

  it.each(['/pets', '/signed'])(
    'needs execute-api:InvalidateCache of who signs a request to %s',
    async (path) => {
      await serve(strategy('FAIL_WITH_403'));
      await get(path);
      const before = calls;
      const send = async (allowed?: string) =>
        (await served.send({ path, headers: [...(await signed(allowed, path)), ...fresh] })).status;
      expect([await send('s3_GetObject'), calls]).toEqual([403, before]);
      expect([await send('execute-api_InvalidateCache'), calls]).toEqual([200, before + 1]);
      expect([await send(), calls]).toEqual([200, before + 2]);
    },
  );
});

it('FlushStageAuthorizersCache has the authorizer run again', async () => {
  let runs = 0;
  const result = { principalId: 'ada', policyDocument: policyOf('Allow') };
  const authorize = () => {
    runs += 1;
    return result;
  };
  await serve({}, guardedBy(authorizerScheme('token')), authorizedBy(authorize));
  const send = () => served.send({ headers: ['Authorization', 'token'] });
  await send();
  await send();
  expect(runs).toBe(1);
  served.gateway.operations.FlushStageAuthorizersCache({ restApiId: served.apiId, stageName: 'test' });
  await send();
  await send();
  expect(runs).toBe(2);
});

it('A cache holds 64 MB at most, drops what was used least recently, and keeps no response above 1 MB', async () => {
  await serve();
  const cache = createStageCache<number>();
  const megabyte = 1024 * 1024;
  for (let index = 0; index < 63; index += 1) cache.set(`k${index}`, index, megabyte, 10);
  expect(cache.get('k0', 9)).toBe(0);
  cache.set('k63', 63, megabyte, 10);
  cache.set('k64', 64, megabyte, 10);
  expect([cache.get('k0', 9), cache.get('k1', 9), cache.get('k64', 9)]).toEqual([0, undefined, 64]);
  cache.set('k0', 0, megabyte + 1, 10);
  expect([cache.get('k0', 9), cache.get('k64', 10)]).toEqual([undefined, undefined]);
  cache.flush();
  for (let index = 0; index < 63; index += 1) cache.set(`k${index}`, index, megabyte, 10);
  expect(cache.get('k0', 9)).toBe(0);
});
