import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api, mockMethod, proxyMethod } from '../testing/definitions.ts';
import { type ServedApi, serveApi } from '../testing/served-api.ts';

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
let served: ServedApi;

beforeAll(async () => {
  served = await serveApi(api({ '/proxy': { get: proxyMethod }, '/mock': { get: mockMethod('x') } }));
});
afterAll(() => served.stop());

const trace = async (incoming?: string) => {
  const headers = incoming ? ['x-amzn-trace-id', incoming] : [];
  return (await served.send({ path: '/proxy', headers })).headers['x-amzn-trace-id'];
};

describe('the headers that the gateway adds', () => {
  it('HD-1: are on every response with the ids of the request, errors included', async () => {
    for (const path of ['/proxy', '/mock', '/unknown']) {
      const { headers, rawHeaders } = await served.send({ path });
      expect(headers['x-amzn-requestid']).toMatch(uuid);
      expect(headers['x-amz-apigw-id']).toMatch(/[^=]=$/);
      expect(rawHeaders).toContain('x-amzn-RequestId');
      expect(rawHeaders).toContain('x-amz-apigw-id');
    }
  });

  it('have no Keep-Alive, which Node would add', async () => {
    for (const path of ['/proxy', '/unknown']) {
      const { headers } = await served.send({ path, headers: ['Connection', 'keep-alive'] });
      expect([headers.connection, headers['keep-alive']]).toEqual(['keep-alive', undefined]);
    }
  });

  it('HD-1: have the ids that the function receives', async () => {
    const { headers } = await served.send({ path: '/proxy' });
    const { requestContext } = JSON.parse(String(served.lastInvocation()?.payload));
    expect(headers['x-amzn-requestid']).toBe(requestContext.requestId);
    expect(headers['x-amz-apigw-id']).toBe(requestContext.extendedRequestId);
  });

  it('HD-2: include the trace id for a function, not for MOCK or an error', async () => {
    expect(await trace()).toBeDefined();
    for (const path of ['/mock', '/unknown']) {
      const headers = [
        'X-Amzn-Trace-Id',
        'Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1',
      ];
      expect((await served.send({ path, headers })).headers['x-amzn-trace-id']).toBeUndefined();
    }
  });

  it('HD-3: keep a full trace id, add a parent to a bare root, and replace anything else', async () => {
    const root = 'Root=1-3152b799-8954dae64eda91bc9a23a7e8';
    const full = `${root};Parent=7fa8c0f79203be72;Sampled=1`;
    expect((await trace(full))?.startsWith(full)).toBe(true);
    expect(await trace(root)).toMatch(/^Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=[0-9a-f]{16}/);
    for (const incoming of [undefined, 'nonsense']) {
      expect(await trace(incoming)).toMatch(
        /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=[01]/,
      );
    }
  });

  it('HD-4: include the Content-Type and type of an error', async () => {
    const { headers, rawHeaders } = await served.send({ path: '/unknown' });
    expect(headers['content-type']).toBe('application/json');
    expect(headers['x-amzn-errortype']).toBe('MissingAuthenticationTokenException');
    expect(rawHeaders).toContain('x-amzn-ErrorType');
  });

  it('HD-5: replace mapped ones, which are renamed, for MOCK too', async () => {
    const names = ['Connection', 'Content-Length', 'Date', 'Server', 'Via'];
    const declared = Object.fromEntries(names.map((name) => [name, { schema: { type: 'string' } }]));
    const mapped = Object.fromEntries(names.map((name) => [`method.response.header.${name}`, "'x'"]));
    const method = mockMethod('', {
      responses: { default: { statusCode: 200, responseParameters: mapped } },
    });
    const definition = api({ '/': { get: { ...method, responses: { 200: { headers: declared } } } } });
    const mocked = await serveApi(definition);
    const { rawHeaders } = await mocked.send();
    expect(rawHeaders.filter((name) => name.startsWith('x-amzn-Remapped-'))).toEqual(
      names.slice(0, 4).map((name) => `x-amzn-Remapped-${name}`),
    );
    expect(rawHeaders).toContain('Via');
    await mocked.stop();
  });
});
