import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { api, httpMethod } from '../../testing/definitions.ts';
import { type ServedApi, serveApi } from '../../testing/served-api.ts';

let server: Server;
let served: ServedApi;
let requests = 0;
let answer: (socket: Socket, request: string) => void;
const sockets = new Set<Socket>();

beforeAll(async () => {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.on('data', (data) => {
      requests++;
      answer(socket, String(data));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  served = await serveApi(
    api({
      '/mapped': { any: httpMethod(uri, { timeoutInMillis: 5000 }) },
      '/proxy': { any: httpMethod(uri, { type: 'http_proxy' }) },
    }),
  );
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all([served.stop(), new Promise((resolve) => server.close(resolve))]);
});
afterEach(() => {
  requests = 0;
});

const statusOf = async (text: string | Buffer, path = '/mapped') => {
  answer = (socket) => socket.end(text);
  return (await served.send({ path })).status;
};

describe('a back end that breaks HTTP', () => {
  it('becomes a 504', async () => {
    for (const text of [
      '',
      'nonsense',
      'HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n',
      'HTTP/1.1 099 Nothing\r\nContent-Length: 0\r\n\r\n',
      'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
      `HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`,
    ]) {
      expect([text.slice(0, 60), await statusOf(text)]).toEqual([text.slice(0, 60), 504]);
    }
  });

  it("cannot split the client's response", async () => {
    answer = (socket) => socket.end('HTTP/1.1 200 OK\r\nX-A: a\x01b\r\n\r\n');
    const { status, headers } = await served.send({ path: '/proxy' });
    expect([status >= 500, headers['x-a']]).toEqual([true, undefined]);
  });

  it('cannot stop the gateway, for anything that it sends', async () => {
    const piece = fc.constantFrom(
      'HTTP/1.1 200 OK\r\n',
      'HTTP/1.1 999 \r\n',
      'HTTP/1.0 204 No\r\n',
      'Content-Length: 3\r\n',
      'Content-Encoding: gzip\r\n',
      'Transfer-Encoding: chunked\r\n',
      'Connection: close\r\n',
      '\r\n',
      '3\r\nabc\r\n0\r\n\r\n',
      '\xff\x00',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 6 }),
        fc.constantFrom('/mapped', '/proxy'),
        async (pieces, path) => {
          const status = await statusOf(Buffer.from(pieces.join(''), 'latin1'), path);
          expect(status).toBeGreaterThanOrEqual(200);
          expect(await statusOf('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok', path)).toBe(200);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gets an idempotent request again after it closed an idle connection, and no other request', async () => {
    const first = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
    for (const [method, status, asked] of [
      ['GET', 200, 3],
      ['POST', 504, 2],
    ] as const) {
      requests = 0;
      answer = (socket) => {
        if (requests === 2) socket.resetAndDestroy();
        else socket.write(first);
      };
      await served.send({ path: '/proxy', method });
      const second = await served.send({ path: '/proxy', method });
      expect([method, second.status, requests]).toEqual([method, status, asked]);
    }
  });

  it('has its compressed body returned as it is when it is invalid or grows beyond 10 MB', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024));
    for (const body of [bomb, Buffer.from('not compressed')]) {
      const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`;
      answer = (socket) => socket.end(Buffer.concat([Buffer.from(head), body]));
      const { status, bytes } = await served.send({ path: '/proxy' });
      expect([status, bytes.length < 1024 * 1024]).toEqual([200, true]);
    }
  });
});
