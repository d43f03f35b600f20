import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type BackEndServer, type ReceivedRequest, startBackEnd } from '../../testing/back-end.ts';
import { api, httpMethod } from '../../testing/definitions.ts';
import { type ClientRequest, type ServedApi, serveApi } from '../../testing/served-api.ts';

let served: ServedApi | undefined;
let backEnd: BackEndServer | undefined;
const stop = () => Promise.all([served?.stop(), backEnd?.stop()]);
afterEach(stop);

interface Setup {
  readonly type?: 'http' | 'http_proxy';
  readonly uri?: (url: string) => string;
  readonly members?: object;
  readonly variables?: Record<string, string>;
  readonly answer?: (response: ServerResponse, request: ReceivedRequest) => void;
}

/** Serves `/{id}` with the integration in place of what was served before, and sends one request there. */
async function call(setup: Setup, request: ClientRequest = {}) {
  await stop();
  backEnd = await startBackEnd(setup.answer);
  const uri = setup.uri?.(backEnd.url) ?? `${backEnd.url}/path`;
  const method = httpMethod(uri, { type: setup.type ?? 'http', ...setup.members }, ['X-Out']);
  served = await serveApi(api({ '/{id}': { any: method } }), () => ({}), setup.variables);
  return served.send({ path: '/42', ...request });
}

const failure = '{"message":"Internal server error"}';
const proxy = { type: 'http_proxy' } as const;

describe('an HTTP integration', () => {
  it("HD-10: sends only the gateway's own headers", async () => {
    await call({}, { headers: ['Accept', 'application/xml', 'Authorization', 'secret', 'X-Mine', '1'] });
    const { rawHeaders, headers } = backEnd?.last() ?? { rawHeaders: [], headers: {} };
    const names = rawHeaders.filter((_, index) => index % 2 === 0);
    expect(names).toEqual([
      'Host',
      'User-Agent',
      'X-Amzn-Apigateway-Api-Id',
      'X-Amzn-Trace-Id',
      'Accept',
      'Connection',
    ]);
    expect(headers).toMatchObject({
      host: backEnd?.url.slice('http://'.length),
      accept: 'application/json',
      'user-agent': `AmazonAPIGateway_${served?.apiId}`,
      'x-amzn-apigateway-api-id': served?.apiId,
    });
  });

  it('HD-10: forwards the Content-Type, except of GET', async () => {
    const typed = { headers: ['Content-Type', 'text/plain'], body: 'x' };
    await call({}, { method: 'PUT', ...typed });
    expect(backEnd?.last().headers['content-type']).toBe('text/plain');
    await call({ members: { httpMethod: 'POST' } }, { method: 'GET', ...typed });
    expect(backEnd?.last().headers['content-type']).toBeUndefined();
  });

  it('HD-7: keeps the headers of the back end to itself unless they are mapped', async () => {
    const responses = {
      default: {
        statusCode: '200',
        responseParameters: { 'method.response.header.X-Out': 'integration.response.header.X-In' },
      },
    };
    const answer = (response: ServerResponse) =>
      response.writeHead(200, { 'X-In': 'mapped', 'Access-Control-Allow-Origin': '*' }).end('{}');
    const { headers } = await call({ members: { responses }, answer });
    expect([headers['x-out'], headers['x-in'], headers['access-control-allow-origin']]).toEqual([
      'mapped',
      undefined,
      undefined,
    ]);
  });

  it('HD-2: shows the trace', async () => {
    expect((await call({})).headers['x-amzn-trace-id']).toMatch(/^Root=/);
  });

  it('HD-8: fails when a parameter is mapped onto a forbidden header', async () => {
    for (const header of [
      'Content-Length',
      'transfer-encoding',
      'X-Amzn-Trace-Id',
      'X-Amzn-Apigateway-Api-Id',
    ]) {
      const requestParameters = { [`integration.request.header.${header}`]: "'0'" };
      const { status, text, headers } = await call({ members: { requestParameters } });
      expect([status, text, headers['x-amzn-errortype']]).toEqual([
        500,
        failure,
        'InternalServerErrorException',
      ]);
    }
  });

  it('HD-8: fails when a template overrides a forbidden header', async () => {
    for (const header of ['Content-Length', 'transfer-encoding']) {
      const source = `#set($context.requestOverride.header["${header}"] = "3")$input.body`;
      const members = { requestTemplates: { 'application/json': source } };
      const { status, text } = await call({ members }, { method: 'POST', body: '{"a":1}' });
      expect([status, text]).toEqual([500, failure]);
    }
  });

  it('HD-12: sends mapped headers but those of a connection', async () => {
    const names = ['Connection', 'Expect', 'Proxy-Authenticate', 'TE', 'Via'];
    const sent = [
      'Server',
      'Trailer',
      'Upgrade',
      'WWW-Authenticate',
      'Max-Forwards',
      'Host',
      'Authorization',
    ];
    const requestParameters = Object.fromEntries(
      [...names, ...sent].map((name) => [`integration.request.header.${name}`, "'mapped'"]),
    );
    await call({ members: { requestParameters } }, { method: 'POST', body: 'x' });
    const received = backEnd?.last();
    for (const name of sent) expect([name, received?.headers[name.toLowerCase()]]).toEqual([name, 'mapped']);
    for (const name of names) expect(received?.headers[name.toLowerCase()]).not.toBe('mapped');
    expect(received?.text).toBe('x');
  });

  it("IQ-5: sends the integration's method, or the client's where it is ANY", async () => {
    await call({ members: { httpMethod: 'post' } }, { method: 'GET' });
    expect(backEnd?.last()).toMatchObject({ method: 'POST', text: '' });
    await call({}, { method: 'DELETE', body: 'x' });
    expect(backEnd?.last()).toMatchObject({ method: 'DELETE', text: 'x' });
    await call({ members: { httpMethod: 'GET' } }, { method: 'POST', body: 'x' });
    expect(backEnd?.last()).toMatchObject({ method: 'GET', text: '' });
  });

  it('IR-5: responds with the status of the selected response', async () => {
    const answer = (response: ServerResponse) => response.writeHead(400).end('{"why":1}');
    const { status, text } = await call({ answer });
    expect([status, text]).toEqual([200, '{"why":1}']);
  });

  it('IR-2: matches a pattern against the whole status', async () => {
    const responses = { '40': { statusCode: '410' }, '4\\d{2}': { statusCode: '444' } };
    const { status } = await call({
      members: { responses },
      answer: (response) => response.writeHead(404).end(),
    });
    expect(status).toBe(444);
  });

  it('IR-4: fails when nothing matches and there is no default', async () => {
    const { status, text } = await call({ members: { responses: { '5\\d\\d': { statusCode: '200' } } } });
    expect([status, text]).toEqual([500, failure]);
  });

  it('PM-6: replaces mapped path parameters and stage variables, and nothing else', async () => {
    await call({
      uri: (url) =>
        `${url}/\${stageVariables.a}/\${stageVariables.none}/{id}/{other}/\${x}?v=\${stageVariables.a}`,
      members: { requestParameters: { 'integration.request.path.id': 'method.request.path.id' } },
      variables: { a: 'A' },
    });
    expect(backEnd?.last().target).toBe('/A//42/{other}/${x}?v=A');
  });

  it('PM-6: escapes what is invalid in a URL, and leaves dots in the path', async () => {
    await call(
      {
        uri: (url) => `${url}/a/../{q}`,
        members: { requestParameters: { 'integration.request.path.q': 'method.request.querystring.q' } },
      },
      { path: '/42?q=%C3%A9%20%23%0d%0aX' },
    );
    expect(backEnd?.last().target).toBe('/a/../%C3%A9%20%23%0D%0AX');
  });

  it('ST-2: reads the host from a stage variable', async () => {
    backEnd = await startBackEnd();
    const method = httpMethod('http://${stageVariables.host}/x');
    served = await serveApi(api({ '/': { get: method } }), () => ({}), { host: backEnd.url.slice(7) });
    expect([(await served.send()).status, backEnd.last().target]).toEqual([200, '/x']);
  });

  it('PM-8: sends only the query that is mapped', async () => {
    const requestParameters = {
      'integration.request.querystring.to': 'method.request.querystring.from',
      'integration.request.querystring.all': 'method.request.multivaluequerystring.from',
    };
    await call(
      { uri: (url) => `${url}?own=1`, members: { requestParameters } },
      { path: '/42?from=a&from=b%26&x=y' },
    );
    expect(backEnd?.last().target).toBe('/?own=1&to=b%26&all=a&all=b%26');
  });

  it('PM-9: fails for an invalid URL', async () => {
    for (const uri of [
      'http://${stageVariables.none}/x',
      'http://a b/',
      'http://{host}/',
      'http://a:99999/',
    ]) {
      const { status, text } = await call({ uri: () => uri });
      expect([uri, status, text]).toEqual([uri, 500, failure]);
    }
  });

  it('PM-10: responds with 504 when the network fails', async () => {
    const { status, json } = await call({ answer: (response) => response.destroy() });
    expect([status, json]).toEqual([504, { message: 'Network error communicating with endpoint' }]);
    expect((await call({ uri: () => 'http://127.0.0.1:1/' })).status).toBe(504);
    expect((await call({ answer: (response) => response.socket?.end('nonsense\r\n\r\n') })).status).toBe(504);
  });

  it('LM-1: responds with 504 when the back end takes too long, for its body as well', async () => {
    const slow = { members: { timeoutInMillis: 100 } };
    const first = await call({ ...slow, answer: () => undefined });
    expect([first.status, first.json]).toEqual([504, { message: 'Endpoint request timed out' }]);
    const second = await call({ ...slow, answer: (response) => void response.writeHead(200).write('x') });
    expect(second.status).toBe(504);
  });

  it('fails when the response is larger than 10 MB', async () => {
    const statusOf = async (bytes: number) =>
      (await call({ answer: (response) => response.end(Buffer.alloc(bytes)) })).status;
    expect(await statusOf(10 * 1024 * 1024)).toBe(200);
    expect(await statusOf(10 * 1024 * 1024 + 1)).toBe(500);
  });

  it('follows no redirect', async () => {
    const { status } = await call({
      ...proxy,
      answer: (response) => response.writeHead(302, { Location: '/again' }).end(),
    });
    expect([status, backEnd?.last().target]).toEqual([302, '/path']);
  });

  it('decompresses the response of the back end', async () => {
    const answer = (response: ServerResponse) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('{"a":1}'));
    const { text, headers } = await call({ ...proxy, answer });
    expect([text, headers['content-encoding']]).toEqual(['{"a":1}', undefined]);
  });
});

describe('an HTTP_PROXY integration', () => {
  it('HD-11: forwards the headers of the client, and adds its own', async () => {
    await call(proxy, {
      headers: [
        'X-Two',
        'a',
        'X-Two',
        'b',
        'accept',
        'text/x',
        'Via',
        'v',
        'Content-Encoding',
        'c',
        'TE',
        't',
      ],
    });
    const received = backEnd?.last();
    expect(received?.rawHeaders).toEqual(expect.arrayContaining(['X-Two', 'a', 'b', 'accept', 'text/x']));
    expect(received?.rawHeaders.filter((name) => /^host$/i.test(name))).toHaveLength(1);
    expect(received?.headers).toMatchObject({
      'x-two': 'a, b',
      host: backEnd?.url.slice(7),
      'user-agent': `AmazonAPIGateway_${served?.apiId}`,
      'x-amzn-apigateway-api-id': served?.apiId,
      'x-amzn-trace-id': expect.stringMatching(/^Root=/),
    });
    for (const name of ['via', 'content-encoding', 'te']) expect(received?.headers[name]).toBeUndefined();
  });

  it('HD-13: sends the X-Forwarded headers', async () => {
    await call(proxy, { headers: ['X-Forwarded-For', '10.0.0.1'] });
    expect(backEnd?.last().headers).toMatchObject({
      'x-forwarded-for': '10.0.0.1, 127.0.0.1',
      'x-forwarded-port': String(served?.port),
      'x-forwarded-proto': 'http',
    });
  });

  it('HD-7, HD-5: returns status, headers and body, and renames the headers that the gateway writes itself', async () => {
    const answer = (response: ServerResponse) => {
      const headers = {
        'X-Back': '1',
        Via: 'v',
        Server: 's',
        'Content-MD5': 'm',
        'x-amzn-RequestId': 'r',
        'Content-Type': 'text/x',
      };
      response.writeHead(418, headers).end('tea');
    };
    const { status, headers, text } = await call({ ...proxy, answer });
    expect([status, text]).toEqual([418, 'tea']);
    expect(headers).toMatchObject({
      'x-back': '1',
      'content-type': 'text/x',
      'x-amzn-remapped-server': 's',
      'x-amzn-remapped-content-md5': 'm',
      'x-amzn-remapped-x-amzn-requestid': 'r',
      'x-amzn-remapped-connection': 'keep-alive',
      'x-amzn-remapped-date': expect.any(String),
      'x-amzn-remapped-content-length': '3',
    });
    for (const name of ['via', 'transfer-encoding', 'keep-alive']) expect(headers).not.toHaveProperty(name);
  });

  it('HD-2: returns a trace id only when the back end does', async () => {
    expect((await call(proxy)).headers['x-amzn-trace-id']).toBeUndefined();
    const answer = (response: ServerResponse) => response.writeHead(200, { 'X-Amzn-Trace-Id': 'own' }).end();
    expect((await call({ ...proxy, answer })).headers['x-amzn-trace-id']).toBe('own');
  });

  it("PM-7: sends the URI's query, then the client's, then what is mapped", async () => {
    const requestParameters = {
      'integration.request.querystring.b': 'method.request.path.id',
      'integration.request.querystring.none': 'method.request.header.none',
      'integration.request.header.X-H': 'method.request.querystring.b',
    };
    await call(
      { ...proxy, uri: (url) => `${url}/?a=1`, members: { requestParameters } },
      { path: '/42?a=2&b=3&c', headers: ['x-h', 'mine'] },
    );
    const { target, headers } = backEnd?.last() ?? {};
    expect([target, headers?.['x-h']]).toEqual(['/?a=1&a=2&b=3&c=&b=42', '3']);
  });

  it('BN-3: keeps bytes only of binary media types on both sides', async () => {
    const bytes = Buffer.from([0xff, 0x00, 0x41]);
    const answer = (response: ServerResponse) =>
      response.writeHead(200, { 'Content-Type': 'image/png' }).end(bytes);
    backEnd = await startBackEnd(answer);
    const definition = api(
      { '/': { get: httpMethod(backEnd.url, proxy) } },
      { 'x-amazon-apigateway-binary-media-types': ['image/png'] },
    );
    served = await serveApi(definition);
    const accepting = (type: string) => served?.send({ headers: ['Accept', type] });
    expect((await accepting('image/png'))?.bytes).toEqual(bytes);
    expect((await accepting('text/plain'))?.text).toBe(bytes.toString('base64'));
  });

  it('sends a greedy path as the client wrote it', async () => {
    backEnd = await startBackEnd();
    const requestParameters = { 'integration.request.path.proxy': 'method.request.path.proxy' };
    const method = httpMethod(`${backEnd.url}/{proxy}`, { ...proxy, requestParameters });
    served = await serveApi(api({ '/{proxy+}': { any: method } }));
    await served.send({ path: '/a%20b//c%2Fd?x=%2B+y' });
    expect(backEnd.last().target).toBe('/a%20b//c%2Fd?x=%2B%20y');
  });
});
