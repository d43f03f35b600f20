import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withUrls } from '../testing/with-urls.ts';

const { cloud, lambda, createFunction, open, urlOf, send, respondWith } = withUrls();

describe('the event of a URL', () => {
  it('has payload format 2.0, and no member for what is not there', async () => {
    const { host } = await urlOf('echo');
    const { headers, body } = await send('echo', { path: '/a%20b//%2F?q=1&q=%2Fb&r=x+y' });
    const event = JSON.parse(body);
    const [id] = host.split('.');
    expect(event).toEqual({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/a%20b//%2F',
      rawQueryString: 'q=1&q=%2Fb&r=x+y',
      headers: {
        host,
        'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': new URL(cloud.url()).port,
        'x-forwarded-proto': 'http',
      },
      queryStringParameters: { q: '1,/b', r: 'x y' },
      requestContext: {
        accountId: 'anonymous',
        apiId: id,
        domainName: host,
        domainPrefix: id,
        http: { method: 'GET', path: '/a b///', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
        requestId: headers['x-amzn-requestid'],
        routeKey: '$default',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      isBase64Encoded: false,
    });
  });

  it('has one leading slash in its path, as recorded for an integration that sends two', async () => {
    const { body } = await send('echo', { path: '//a//b' });
    expect(JSON.parse(body)).toMatchObject({ rawPath: '/a//b', requestContext: { http: { path: '/a//b' } } });
  });

  it('joins repeated headers by commas, and lists cookies apart', async () => {
    const headers = ['X-A', '1', 'x-a', 'ü', '__proto__', 'p', 'Cookie', 'a=1; b=2', 'User-Agent', 'me'];
    const event = JSON.parse((await send('echo', { headers })).body);
    expect(event.cookies).toEqual(['a=1', 'b=2']);
    expect(event.headers).toMatchObject({ 'x-a': '1,ü', 'user-agent': 'me' });
    expect(Object.keys(event.headers)).toContain('__proto__');
    expect(Object.keys(event.headers)).not.toContain('cookie');
    expect(event.requestContext.http.userAgent).toBe('me');
  });

  it.each([
    ['text/plain; charset=utf-8', 'ü', 'ü', false],
    ['application/xml', '<a/>', '<a/>', false],
    ['application/x-www-form-urlencoded', 'a=b', 'YT1i', true],
    ['image/png', 'x', 'eA==', true],
  ])('has a body of %s as its type says', async (type, sent, body, isBase64Encoded) => {
    const response = await send('echo', { method: 'PUT', headers: ['Content-Type', type], body: sent });
    expect(JSON.parse(response.body)).toMatchObject({ body, isBase64Encoded });
  });
});

describe('the response of a URL', () => {
  it.each([
    [{ hello: 'world' }, '{"hello":"world"}'],
    [['hello', 3, true], '["hello",3,true]'],
    ['hello', 'hello'],
    [3.1, '3.1'],
    [{ body: 'x' }, '{"body":"x"}'],
  ])('is the whole result where that has no status: %j', async (result, body) => {
    const response = await respondWith(result);
    expect([response.status, response.headers['content-type'], response.body]).toEqual([
      200,
      'application/json',
      body,
    ]);
  });

  it('has the status, headers, cookies and body that the function says', async () => {
    const headers = {
      'Content-Type': 'text/html',
      'X-A': 'ü',
      Date: 'now',
      Connection: 'close',
      'WWW-Authenticate': 'Basic',
    };
    const response = await respondWith({ statusCode: '418', headers, cookies: ['a=1', 'b=2'], body: '<p>' });
    expect([response.status, response.body]).toEqual([418, '<p>']);
    expect(response.headers).toMatchObject({
      'content-type': 'text/html',
      'x-a': Buffer.from('ü').toString('latin1'),
      'set-cookie': ['a=1', 'b=2'],
      'x-amzn-remapped-date': 'now',
      'x-amzn-remapped-connection': 'close',
      'x-amzn-remapped-www-authenticate': 'Basic',
      'content-length': '3',
    });
    expect((await respondWith({ statusCode: 200, body: { a: 1 } })).body).toBe('{"a":1}');
    const inChunks = { Trailer: 'x-sum', 'Transfer-Encoding': 'chunked' };
    expect((await respondWith({ statusCode: 200, headers: inChunks, body: 'a' })).body).toBe('a');
    const bytes = await respondWith({ statusCode: 200, body: 'AP8=', isBase64Encoded: true });
    expect(bytes.headers['content-length']).toBe('2');
    const head = await send('echo', { method: 'HEAD' });
    expect([head.status, head.body, Number(head.headers['content-length']) > 100]).toEqual([200, '', true]);
  });

  it.each([
    { statusCode: 'abc' },
    { statusCode: 99 },
    { statusCode: 200, headers: { 'x y': '1' } },
    { statusCode: 200, headers: { x: 'a\r\nb' } },
    { statusCode: 200, cookies: 'a' },
    { statusCode: 200, body: '!', isBase64Encoded: true },
  ])('is 502 for %j', async (result) => {
    const { status, body } = await respondWith(result);
    expect([status, body]).toEqual([502, 'Internal Server Error']);
  });

  it('is 502 for an error of the function, and no failure of this cloud for any result', async () => {
    const { status, body } = await send('echo', { path: '/throw' });
    expect([status, body]).toEqual([502, 'Internal Server Error']);
    const members = {
      statusCode: fc.anything(),
      headers: fc.anything(),
      cookies: fc.anything(),
      body: fc.anything(),
    };
    await fc.assert(
      fc.asyncProperty(fc.record(members, { requiredKeys: [] }), async (result) => {
        expect((await respondWith(result)).status).not.toBe(500);
      }),
      { numRuns: 60 },
    );
  });

  it.each(['nodejs24.x', 'nodejs22.x'] as const)(
    'is what a streaming function of %s has written',
    async (runtime) => {
      const name = runtime.replace('.', '-');
      await createFunction(name, 'index.streamed', runtime);
      await open(name, { InvokeMode: 'RESPONSE_STREAM' });
      const response = await send(name);
      expect([response.status, response.body]).toEqual([201, 'Hello, world!']);
      expect(response.headers).toMatchObject({ 'x-own': 'a', 'set-cookie': ['c=1'] });
      const plain = await send(name, { path: '/plain' });
      expect([plain.status, plain.headers['content-type'], plain.body]).toEqual([
        200,
        'application/octet-stream',
        'Hello, world!',
      ]);
    },
  );

  it('is 413 for a request over 6 MB, and 429 where the concurrency is used up', async () => {
    const large = { method: 'POST', body: Buffer.alloc(6 * 1024 * 1024 + 1) };
    expect((await send('echo', large)).status).toBe(413);
    await createFunction('throttled');
    await open('throttled');
    const none = { FunctionName: 'throttled', ReservedConcurrentExecutions: 0 };
    await lambda().send(new PutFunctionConcurrencyCommand(none));
    const { status, headers, body } = await send('throttled');
    expect([status, headers['x-amzn-errortype']]).toEqual([429, 'TooManyRequestsException']);
    expect(JSON.parse(body)).toMatchObject({ message: 'Rate Exceeded.' });
  });
});
