import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { AwsV4Signer } from 'aws4fetch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateways } from '../apigateway/gateways.ts';
import { bodyBudget } from '../aws/body-budget.ts';
import { jsonService } from '../aws/json-protocol.ts';
import { createEdge } from './edge.ts';
import { type Listener, listen } from './listen.ts';

const echo = jsonService({
  signingName: 'echo',
  version: '1.1',
  maxBodyBytes: 100,
  operations: { WhoAmI: (_input: object, { caller }) => ({ arn: caller?.arn ?? null }) },
});

const gateways: Pick<Gateways, 'hasDomain' | 'serve'> = {
  hasDomain: () => false,
  serve(request, response) {
    if (!request.url?.startsWith('/api/')) return undefined;
    response.end('from the gateway');
    return Promise.resolve();
  },
};

let listener: Listener;
beforeAll(async () => {
  const caller = {
    accountId: '000000000000',
    arn: 'arn:aws:iam::000000000000:root',
    userId: '0',
    accessKeyId: 'test',
  };
  const edge = createEdge({
    functionUrls: { serve: () => undefined },
    gateways,
    services: [echo],
    regions: { inRegion: (service) => service, ownerOf: (service) => service },
    signerOf: (accessKeyId) => (accessKeyId === 'test' ? { caller, secretAccessKey: 'test' } : undefined),
    namedApis: () => [],
    recentRequests: () => [],
    leaseBody: bodyBudget(256 * 1024 * 1024),
    inbox: { list: () => [] },
    customResponses: { receive: () => false },
    landingPage: async (token) => `<h1>landing page</h1><p>${token}</p>`,
    folder: tmpdir(),
    allowedOrigins: ['https://app.example'],
  });
  listener = await listen(edge, 0, '127.0.0.1');
});
afterAll(() => listener.close());

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

function call(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: listener.port, method, path, headers };
    const request = httpRequest(options, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString('utf8');
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
    request.on('error', reject).end(body);
  });
}

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}
const root: Keys = { accessKeyId: 'test', secretAccessKey: 'test' };

/** A signed call of an operation of the JSON protocol. */
async function invoke(
  operation: string,
  options: Partial<Keys & { service: string; body: string; origin: string; type: string }> = {},
) {
  const { body = '{}', service = 'echo', origin, type } = options;
  const headers = {
    'x-amz-target': `Echo_2026.${operation}`,
    ...(origin && { origin }),
    ...(type && { 'content-type': type }),
  };
  const url = `http://127.0.0.1:${listener.port}/`;
  const signed = await new AwsV4Signer({
    ...root,
    region: 'us-east-1',
    url,
    body,
    headers,
    ...options,
    service,
  }).sign();
  return call('POST', '/', { ...headers, ...Object.fromEntries(signed.headers) }, body);
}

describe('the edge', () => {
  it('hands a signed call to the service its signature names', async () => {
    const answer = await invoke('WhoAmI');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({ arn: 'arn:aws:iam::000000000000:root' });
    expect(answer.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('refuses an unknown access key in the protocol of the service', async () => {
    const answer = await invoke('WhoAmI', { accessKeyId: 'AKIANOBODY' });
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.text)).toEqual({
      __type: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    });
  });

  it('refuses another secret, and an unsigned call', async () => {
    expect((await invoke('WhoAmI', { secretAccessKey: 'guess' })).text).toContain(
      'InvalidSignatureException',
    );
    const unsigned = await call('POST', '/', { 'x-amz-target': 'Logs_20140328.DescribeLogGroups' }, '{}');
    expect(unsigned.status).toBe(501);
  });

  it('names the unknown operation', async () => {
    const answer = await invoke('Sing');
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ __type: 'UnknownOperationException' });
    expect(answer.text).toContain('Sing');
  });

  it('names the service that is not offered', async () => {
    const answer = await invoke('PutRecord', { service: 'kinesis' });
    expect(answer.status).toBe(501);
    expect(JSON.parse(answer.text)).toEqual({
      __type: 'NotImplemented',
      message: 'The service kinesis is not offered by this embedded cloud.',
    });
    const form = await invoke('SendEmail', {
      service: 'ses',
      type: 'application/x-www-form-urlencoded; charset=utf-8',
    });
    expect([form.status, form.headers['content-type']]).toEqual([501, 'text/xml']);
    expect(form.text).toContain('<Message>The service ses is not offered by this embedded cloud.</Message>');
  });

  it('refuses a body over the limit of the service before reading it', async () => {
    const answer = await invoke('WhoAmI', { body: `{"a":"${'x'.repeat(200)}"}` });
    expect(answer.status).toBe(413);
    expect(answer.headers.connection).toBe('close');
    expect(answer.text).toContain('at most 100 bytes');
  });

  it('hands requests to deployed APIs to the gateway', async () => {
    expect((await call('GET', '/api/x')).text).toBe('from the gateway');
  });

  it('shows the landing page to a person and the health URL to a program', async () => {
    const page = await call('GET', '/');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.text).toContain('landing page');
    expect(JSON.parse((await call('GET', '/_localstack/health')).text)).toEqual({
      services: { echo: 'running' },
    });
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil.example:127.0.0.1',
    '0.0.0.0',
    '127.0.0.1x',
    'xlocalhost',
    'localhost.',
    '[::2]',
    'a..localhost',
    'a.execute-api.evil.example',
    'abc.execute-api.us-east-1.amazonaws.com.evil.example',
    '10.0.0.1:4566',
  ])('refuses the foreign host name %s', async (host) => {
    expect((await call('GET', '/api/x', { host })).status).toBe(403);
  });

  it.each([
    'localhost:4566',
    '127.0.0.1',
    'abc.execute-api.localhost',
    'localhost.localstack.cloud:4566',
    'abc.execute-api.eu-west-1.amazonaws.com',
    '[::1]:1',
  ])('responds under the local name %s', async (host) => {
    expect((await call('GET', '/', { host })).status).toBe(200);
  });

  it.each([
    ['something other than HTTP', 'nonsense\r\n\r\n', 400],
    [
      'two lengths that disagree',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd',
      400,
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['too many header bytes', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`, 431],
  ])('responds to %s and goes on', async (_what, bytes, status) => {
    expect(await raw(bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((await call('GET', '/')).status).toBe(200);
  });
});

describe('a connection', () => {
  it('gets its responses one after the other, in the order of its requests', async () => {
    const request = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`;
    const requests = [
      request('/'),
      request('/api/x'),
      request('/_localstack/health', 'Connection: close\r\n'),
    ];
    expect(await raw(requests.join(''))).toMatch(/landing page.*from the gateway.*"services"/s);
  });

  it('gets all its responses to requests that it sends ahead', async () => {
    const request = (more = '') =>
      `POST /api/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n${more}\r\n${'x'.repeat(1000)}`;
    const responses = await raw(request().repeat(1_500) + request('Connection: close\r\n'));
    expect(responses.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(1_501);
  });

  it('gets the response to a broken request, however much it goes on sending', async () => {
    const endless = `POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1;${'x'.repeat(20_000)}`;
    expect(await raw(endless)).toMatch(/^HTTP\/1\.1 413 /);
    expect(await raw(`GET / HTTP/1.1\r\nHost: localhost\r\n${'X: 1\r\n'.repeat(100_000)}`)).toMatch(
      /^HTTP\/1\.1 431 /,
    );
  });
});

function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(listener.port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text)).on('error', reject);
  });
}
