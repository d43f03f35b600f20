import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CloudUnderTest, startCloud } from './cloud-under-test.ts';

const megabyte = 1024 * 1024;
const doubling = `#set($text = "${'x'.repeat(64)}")#foreach($i in [1..14])#set($text = "$text$text")#end$text`;

function mock(request: string, response = '') {
  return {
    responses: { 200: { description: 'ok' } },
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': request },
      responses: {
        default: { statusCode: '200', responseTemplates: { 'application/json': response } },
      },
    },
  };
}

const ok = '{"statusCode": 200}';
const quoted = '{"statusCode": 200, "text": "$util.escapeJavaScript($text)"}';
const template = {
  Resources: {
    Api: {
      Type: 'AWS::Serverless::Api',
      Properties: {
        StageName: 'test',
        DefinitionBody: {
          openapi: '3.0.1',
          info: { title: 'attacked', version: '1' },
          paths: {
            '/': { get: mock(ok, 'here'), post: mock(ok, 'here') },
            '/large': { get: mock(ok, doubling) },
            '/body': { post: mock('{statusCode: 200, text: $input.body}') },
            '/json': { post: mock(`${ok}#set($all = $input.json('$'))`) },
            '/path': { post: mock(`#set($text = $input.json($input.params('path')))${quoted}`) },
            '/pattern': {
              post: mock(`#set($text = $input.body.matches($input.params('pattern')))${quoted}`),
            },
          },
        },
      },
    },
  },
  Outputs: { ApiId: { Value: { Ref: 'Api' } } },
};

let cloud: CloudUnderTest;
let api = '';
let head = '';
beforeAll(async () => {
  cloud = await startCloud();
  await cloud.createStack('attacked', template);
  const { ApiId } = await cloud.outputsOf('attacked');
  api = `${cloud.url}/restapis/${ApiId}/test/_user_request_`;
  head = `Host: ${ApiId}.execute-api.localhost\r\n`;
});
afterAll(() => cloud[Symbol.asyncDispose]());

async function expectStillServing(): Promise<void> {
  expect(await (await fetch(`${api}/`)).text()).toBe('here');
}

function connected(): Socket {
  return connect(Number(new URL(cloud.url).port), '127.0.0.1').on('error', () => undefined);
}

/** All that the cloud sends until it closes the connection. */
function responseTo(bytes: string | Buffer): Promise<string> {
  const socket = connected();
  socket.write(bytes);
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  return new Promise((resolve) => socket.on('close', () => resolve(text)));
}

async function post(path: string, body: string | Buffer): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const sent = typeof body === 'string' ? body : new Uint8Array(body);
  const response = await fetch(`${api}${path}`, { method: 'POST', body: sent, headers });
  await response.arrayBuffer();
  return response.status;
}

describe('malformed HTTP', () => {
  const chunked = 'Transfer-Encoding: chunked\r\n';
  it.each([
    ['a length and chunks', 400, 'POST', `Content-Length: 4\r\n${chunked}`, '0\r\n\r\n'],
    ['chunks and a length', 400, 'POST', `${chunked}Content-Length: 4\r\n`, '0\r\n\r\n'],
    ['one length twice', 400, 'POST', 'Content-Length: 1\r\nContent-Length: 1\r\n', 'a'],
    ['two lengths', 400, 'POST', 'Content-Length: 1\r\nContent-Length: 2\r\n', 'ab'],
    ['a list of lengths', 400, 'POST', 'Content-Length: 1, 1\r\n', 'a'],
    ['a length with a sign', 400, 'POST', 'Content-Length: +1\r\n', 'a'],
    ['a length below zero', 400, 'POST', 'Content-Length: -1\r\n', 'a'],
    ['a length in hexadecimal', 400, 'POST', 'Content-Length: 0x1\r\n', 'a'],
    ['a length beyond 64 bits', 400, 'POST', 'Content-Length: 99999999999999999999999\r\n', 'a'],
    ['an unknown transfer coding', 400, 'POST', 'Transfer-Encoding: xchunked\r\n', '0\r\n\r\n'],
    ['chunks within another coding', 400, 'POST', 'Transfer-Encoding: chunked, identity\r\n', '0\r\n\r\n'],
    ['chunks announced twice', 400, 'POST', `${chunked}${chunked}`, '0\r\n\r\n'],
    ['a space before the colon', 400, 'POST', 'Transfer-Encoding : chunked\r\n', '0\r\n\r\n'],
    ['a chunk of negative size', 400, 'POST', chunked, '-1\r\na\r\n0\r\n\r\n'],
    ['a chunk beyond 64 bits', 400, 'POST', chunked, 'fffffffffffffffff\r\na\r\n0\r\n\r\n'],
    ['chunks ended by bare line feeds', 400, 'POST', chunked, '1\na\n0\n\n'],
    ['an endless chunk extension', 413, 'POST', chunked, `1;${'a'.repeat(20_000)}\r\na\r\n0\r\n\r\n`],
    ['a folded header', 400, 'GET', 'X-Folded: 1\r\n 2\r\n', ''],
    ['a bare carriage return', 400, 'GET', 'X-One: 1\rX-Two: 2\r\n', ''],
    ['a NUL', 400, 'GET', 'X-One: 1\0\r\n', ''],
    ['a header without a name', 400, 'GET', ': 1\r\n', ''],
    ['a second Host', 400, 'GET', 'Host: localhost\r\nConnection: close\r\n', ''],
    ['an unknown method', 400, 'STEAL', '', ''],
    ['100,000 headers', 431, 'GET', 'X: 1\r\n'.repeat(100_000), ''],
    ['2,500 headers of three bytes', 431, 'GET', 'X:\r\n'.repeat(2500), ''],
  ])('with %s gets %i', async (_what, status, method, headers, body) => {
    const response = await responseTo(`${method} /test/ HTTP/1.1\r\n${head}${headers}\r\n${body}`);
    expect(response.match(/^HTTP\/1\.1 \d+/gm)).toEqual([`HTTP/1.1 ${status}`]);
    await expectStillServing();
  });

  it('does not read the body of a refused request as a second request', async () => {
    const hidden = `GET /test/ HTTP/1.1\r\n${head}\r\n`;
    const framing = `Content-Length: ${hidden.length}\r\nConnection: close\r\n`;
    const response = await responseTo(`POST /test/nowhere HTTP/1.1\r\n${head}${framing}\r\n${hidden}`);
    expect(response.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 403']);
  });

  it('that is TLS, or not HTTP at all, gets 400', async () => {
    const clientHello = Buffer.from([0x16, 3, 1, 0, 0xa5, 1, 0, 0, 0xa1, 3, 3]);
    for (const bytes of [clientHello, Buffer.alloc(100_000, 7)]) {
      expect(await responseTo(bytes)).toMatch(/^HTTP\/1\.1 400 /);
    }
    await expectStillServing();
  });
});

describe('too much input', () => {
  it('of 11 MB gets 413, and its memory is freed', async () => {
    const body = Buffer.alloc(11 * megabyte, 'a');
    const send = () => Promise.all(Array.from({ length: 10 }, () => post('/', body)));
    expect(new Set(await send())).toEqual(new Set([413]));
    const before = await cloud.memory();
    for (let round = 0; round < 2; round++) await send();
    expect((await cloud.memory()) - before).toBeLessThan(200);
    await expectStillServing();
  });

  it('from a client that reads no response does not fill the memory', async () => {
    const before = await cloud.memory();
    const clients = Array.from({ length: 20 }, () => connected().pause());
    for (const client of clients) client.write(`GET /test/large HTTP/1.1\r\n${head}\r\n`.repeat(90));
    await delay(1500);
    expect((await cloud.memory()) - before).toBeLessThan(400);
    await expectStillServing();
    for (const client of clients) client.destroy();
  });

  it('that arrives a byte at a time does not keep others waiting', async () => {
    const clients = Array.from({ length: 200 }, connected);
    for (const [index, client] of clients.entries()) {
      const rest = index % 2 ? '' : 'Content-Length: 1000\r\n\r\n';
      client.write(`POST /test/ HTTP/1.1\r\n${head}${rest}`);
    }
    for (let round = 0; round < 5; round++) {
      for (const client of clients) client.write('x');
      await expectStillServing();
    }
    for (const client of clients) client.destroy();
    await expectStillServing();
  });
});

describe('small requests that are costly to process', () => {
  const brackets = '['.repeat(9 * megabyte);
  const spaces = ' '.repeat(megabyte);
  const nested = `${'{"a":'.repeat(150)}1${'}'.repeat(150)}`;
  it.each([
    ['brackets as JSON', '/json', brackets, 200],
    ['brackets in a string for MOCK', '/body', brackets, 200],
    ['spaces in a string for MOCK', '/body', `a${spaces}b`, 200],
    ['spaces in a key for MOCK', '/body', `1, a${spaces}b`, 500],
    ['a JSONPath of nested descents', `/path?path=%24${'..a'.repeat(8)}`, nested, 500],
    ['brackets in a path', `/path?path=${'$[?('.repeat(1000)}`, '{}', 500],
    ['a pattern that backtracks', '/pattern?pattern=(a%2B)%2B', `${'a'.repeat(40)}!`, 500],
    ['brackets in a pattern', `/pattern?pattern=${'('.repeat(5000)}`, 'a', 500],
  ])('end soon: %s', async (_what, path, body, status) => {
    expect(await post(path, body)).toBe(status);
    await expectStillServing();
  });
});
