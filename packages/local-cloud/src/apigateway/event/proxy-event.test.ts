import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api, catchAll, invocationUri, proxyMethod, proxyTo } from '../testing/definitions.ts';
import { type ServedApi, serveApi } from '../testing/served-api.ts';

let served: ServedApi;

beforeAll(async () => {
  served = await serveApi(catchAll);
});
afterAll(() => served.stop());

describe('the Lambda proxy event', () => {
  it('EV-1: has all twelve members', async () => {
    expect(Object.keys(await served.eventOf({ path: '/' }))).toEqual([
      'resource',
      'path',
      'httpMethod',
      'headers',
      'multiValueHeaders',
      'queryStringParameters',
      'multiValueQueryStringParameters',
      'pathParameters',
      'stageVariables',
      'requestContext',
      'body',
      'isBase64Encoded',
    ]);
  });

  it('EV-2: has null for missing values', async () => {
    const empty = {
      body: null,
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      isBase64Encoded: false,
    };
    expect(await served.eventOf({ path: '/?' })).toMatchObject(empty);
    expect(await served.eventOf({ method: 'POST', path: '/?&', body: '' })).toMatchObject(empty);
  });

  it("EV-3: keeps the client's spelling but for Authorization and User-Agent", async () => {
    const headers = ['tEsT-HEADeR', 'a', 'aUThorization', 'b', 'user-Agent', 'c', 'accept', 'd'];
    const event = await served.eventOf({ headers });
    expect(event.headers).toMatchObject({
      'tEsT-HEADeR': 'a',
      Authorization: 'b',
      'User-Agent': 'c',
      accept: 'd',
    });
    expect(event.headers).not.toHaveProperty('aUThorization');
    expect(event.headers).not.toHaveProperty('user-Agent');
  });

  it('EV-4: has the same names in multiValueHeaders, each a list', async () => {
    const event = await served.eventOf({ headers: ['X-One', '1'] });
    expect(Object.keys(event.multiValueHeaders)).toEqual(Object.keys(event.headers));
    for (const name of Object.keys(event.headers)) {
      expect(event.multiValueHeaders[name]).toEqual([event.headers[name]]);
    }
  });

  it('EV-5: hides hop-by-hop headers and keeps the others', async () => {
    const hidden = [
      'Content-MD5',
      'Expect',
      'Max-Forwards',
      'Proxy-Authenticate',
      'Server',
      'TE',
      'Trailer',
      'Upgrade',
      'WWW-Authenticate',
    ];
    const kept = [
      'Accept-Charset',
      'Age',
      'Content-Encoding',
      'Date',
      'Pragma',
      'Range',
      'Referer',
      'Via',
      'Warn',
    ];
    const event = await served.eventOf({
      method: 'POST',
      headers: [...hidden, ...kept]
        .flatMap((name) => [name, name === 'Expect' ? '100-continue' : 'x'])
        .concat('Connection', 'close', 'Transfer-Encoding', 'chunked'),
      body: 'x',
    });
    for (const name of [...hidden, 'Connection', 'Transfer-Encoding'])
      expect(event.headers).not.toHaveProperty([name]);
    for (const name of kept) expect(event.headers[name]).toBe('x');
    const plain = await served.eventOf({ method: 'POST', body: 'x' });
    expect(plain.headers).not.toHaveProperty('Content-Length');
  });

  it('EV-6: adds the trace id, the forwarding headers and Host, and no header of CloudFront', async () => {
    const { headers } = await served.eventOf({ headers: ['x-forwarded-for', '203.0.113.9'] });
    expect(Object.keys(headers).sort()).toEqual([
      'Host',
      'X-Amzn-Trace-Id',
      'X-Forwarded-For',
      'X-Forwarded-Port',
      'X-Forwarded-Proto',
    ]);
    expect(headers).toMatchObject({
      Host: served.host,
      'X-Forwarded-For': '203.0.113.9, 127.0.0.1',
      'X-Forwarded-Port': String(served.port),
      'X-Forwarded-Proto': 'http',
    });
  });

  it('EV-7: decodes the query as a form', async () => {
    const event = await served.eventOf({ path: '/?a=1%2B2&b=x+y%20z&c&d=%zz&e%3D=%C3%A9&__proto__=p' });
    const { queryStringParameters: query } = event;
    expect(Object.entries(query)).toEqual([
      ['a', '1+2'],
      ['b', 'x y z'],
      ['c', ''],
      ['d', '%zz'],
      ['e=', 'é'],
      ['__proto__', 'p'],
    ]);
  });

  it('EV-7: ends a value of the query at a semicolon', async () => {
    const event = await served.eventOf({ path: '/?a=1;b=2&c=x;y' });
    expect(event.queryStringParameters).toEqual({ a: '1', b: '2', c: 'x', y: '' });
  });

  it('EV-8: has the last value of a repeated query key in one map, all in order in the other', async () => {
    const event = await served.eventOf({ path: '/?price=10&price=20&price=30' });
    expect(event.queryStringParameters).toEqual({ price: '30' });
    expect(event.multiValueQueryStringParameters).toEqual({ price: ['10', '20', '30'] });
  });

  it('EV-9: has the last value of a repeated header in one map, all in order in the other', async () => {
    const event = await served.eventOf({ headers: ['X-A', '1', 'x-a', '2', 'X-A', '3'] });
    expect(event.headers['X-A']).toBe('3');
    expect(event.multiValueHeaders['X-A']).toEqual(['1', '2', '3']);
  });

  it('EV-10: keeps the path as received, except doubled leading slashes', async () => {
    const event = await served.eventOf({ path: '//a%20b//c%2Fd/' });
    expect(event.path).toBe('/a%20b//c%2Fd/');
    expect(event.requestContext.path).toBe('/test//a%20b//c%2Fd/');
  });

  it('EV-11: ignores a doubled slash before the stage', async () => {
    const event = await served.eventOf({ target: '//test/x' });
    expect(event.path).toBe('/x');
    expect(event.requestContext.path).toBe('/test/x');
  });

  it('EV-12: has the greedy parameter raw, without its trailing slash', async () => {
    const proxyOf = async (path: string) => (await served.eventOf({ path })).pathParameters.proxy;
    expect(await proxyOf('/u/test%2Balias@gmail.com/plus/test+alias@gmail.com')).toBe(
      'u/test%2Balias@gmail.com/plus/test+alias@gmail.com',
    );
    expect(await proxyOf('/proxy-value/')).toBe('proxy-value');
    expect(await proxyOf('//a//b')).toBe('a//b');
  });

  it('EV-12: has a plain parameter raw', async () => {
    const plain = await serveApi(api({ '/pets/{petId}/{__proto__}': { get: proxyMethod } }));
    const event = await plain.eventOf({ path: '/pets/a%2Fb%20c/d' });
    expect(Object.entries(event.pathParameters)).toEqual([
      ['petId', 'a%2Fb%20c'],
      ['__proto__', 'd'],
    ]);
    await plain.stop();
  });

  it('EV-13: contains the path template of the resource', async () => {
    const greedy = await served.eventOf({ path: '/x' });
    expect([greedy.resource, greedy.requestContext.resourcePath]).toEqual(['/{proxy+}', '/{proxy+}']);
    const root = await served.eventOf({ path: '/' });
    expect([root.resource, root.pathParameters]).toEqual(['/', null]);
  });

  it('EV-14: describes the request in requestContext', async () => {
    const { requestContext: context } = await served.eventOf({ path: '/x' });
    expect(Object.keys(context).sort()).toEqual([
      'accountId',
      'apiId',
      'deploymentId',
      'domainName',
      'domainPrefix',
      'extendedRequestId',
      'httpMethod',
      'identity',
      'path',
      'protocol',
      'requestId',
      'requestTime',
      'requestTimeEpoch',
      'resourceId',
      'resourcePath',
      'stage',
    ]);
    expect(context).toMatchObject({
      accountId: '000000000000',
      apiId: served.apiId,
      domainName: served.host,
      domainPrefix: served.apiId,
      httpMethod: 'GET',
      protocol: 'HTTP/1.1',
      stage: 'test',
    });
    expect(context.requestTime).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    const secondOf = (time: string) => Date.parse(time.replaceAll('/', ' ').replace(':', ' ')) / 1000;
    expect(Math.floor(context.requestTimeEpoch / 1000)).toBe(secondOf(context.requestTime));
    expect(context.requestId).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(context.resourceId).toMatch(/^[a-z0-9]{6}$/);
  });

  it('EV-15: has every key of identity, null except the source IP and the user agent', async () => {
    const { identity } = (await served.eventOf({ headers: ['User-Agent', 'me'] })).requestContext;
    expect(identity).toEqual({
      accessKey: null,
      accountId: null,
      caller: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: '127.0.0.1',
      user: null,
      userAgent: 'me',
      userArn: null,
    });
    expect((await served.eventOf()).requestContext.identity.userAgent).toBeNull();
  });

  it('EV-16: is not changed by requestParameters', async () => {
    const requestParameters = {
      'integration.request.header.X-Mapped': "'x'",
      'integration.request.path.p': "'y'",
    };
    const mapped = await serveApi(api({ '/': { get: proxyTo(invocationUri, { requestParameters }) } }));
    const event = await mapped.eventOf();
    expect(event.headers).not.toHaveProperty('X-Mapped');
    expect(event.pathParameters).toBeNull();
    await mapped.stop();
  });

  it('EV-17: contains the body as a string, as base64 under a binary media type', async () => {
    const json = '{ "a" : 1 }';
    expect(await served.eventOf({ method: 'POST', body: json })).toMatchObject({
      body: json,
      isBase64Encoded: false,
    });
    const definition = api(
      { '/': { any: proxyMethod } },
      { 'x-amazon-apigateway-binary-media-types': ['image/*'] },
    );
    const binary = await serveApi(definition);
    const bytes = Buffer.from([0, 255, 128]);
    const headers = ['Content-Type', 'image/png'];
    expect(await binary.eventOf({ method: 'POST', body: bytes, headers })).toMatchObject({
      body: bytes.toString('base64'),
      isBase64Encoded: true,
    });
    expect(await binary.eventOf({ headers })).toMatchObject({ body: null, isBase64Encoded: false });
    await binary.stop();
  });

  it('EV-18: has no isCanaryRequest', async () => {
    expect((await served.eventOf()).requestContext).not.toHaveProperty('isCanaryRequest');
  });

  it('reads UTF-8 header values and tolerates other bytes', async () => {
    const utf8 = Buffer.from('Grüße', 'utf8').toString('latin1');
    const event = await served.eventOf({ headers: ['X-Utf8', utf8, 'X-Latin1', 'Gr\xfc\xdfe'] });
    expect(event.headers).toMatchObject({ 'X-Utf8': 'Grüße', 'X-Latin1': 'Grüße' });
  });

  it('can be made for any query', async () => {
    const query = fc.stringMatching(/^[a-z=&%+;0-9A-F]{0,30}$/);
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        const event = await served.eventOf({ path: `/?${text}` });
        const single = event.queryStringParameters ?? {};
        for (const [name, value] of Object.entries(single)) {
          expect(event.multiValueQueryStringParameters[name].at(-1)).toBe(value);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('EV-7: leaves out the fragment of a target that is a whole URL', async () => {
    const event = await served.eventOf({ target: `http://${served.host}/test/x#fragment` });
    expect([event.path, event.requestContext.path]).toEqual(['/x', '/test/x']);
  });
});
