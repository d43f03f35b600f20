import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { bodyBudget } from '../../aws/body-budget.ts';
import { api, catchAll, invocationUri, proxyTo } from '../testing/definitions.ts';
import { type ServedApi, serveApi } from '../testing/served-api.ts';

const megabyte = 1024 * 1024;
const tooLong = '{"message":"Request Too Long"}';
let served: ServedApi | undefined;
afterEach(() => served?.stop());

describe('time-outs and limits', () => {
  it('LM-1: responds with 504 when the integration takes too long, and lets the function run on', async () => {
    let ended: (() => void) | undefined;
    const definition = api({ '/': { get: proxyTo(invocationUri, { timeoutInMillis: 50 }) } });
    served = await serveApi(
      definition,
      () => new Promise<string>((resolve) => (ended = () => resolve('{}'))),
    );
    const response = await served.send();
    expect([response.status, response.text]).toEqual([504, '{"message":"Endpoint request timed out"}']);
    expect(response.headers['x-amzn-errortype']).toBe('InternalServerErrorException');
    expect(served.lastInvocation()?.signal).toBeUndefined();
    ended?.();
  });

  it('LM-1: refuses a time-out outside 50 to 29,000 ms', async () => {
    for (const timeoutInMillis of [49, 29_001, 'soon']) {
      const definition = api({ '/': { get: proxyTo(invocationUri, { timeoutInMillis }) } });
      await expect(serveApi(definition)).rejects.toThrow('Timeout should be between 50 ms and 29000 ms');
    }
  });

  it.each([
    ['announced', []],
    ['sent in chunks', ['Transfer-Encoding', 'chunked']],
  ])(
    'responds with 429 where all bodies together would take too much memory, %s, and gives the memory back',
    async (_how, headers) => {
      served = await serveApi(catchAll, () => ({}), {}, { leaseBody: bodyBudget(10) });
      const send = (body: string) => served?.send({ method: 'POST', headers, body });
      expect((await send('eleven char'))?.status).toBe(429);
      for (let call = 0; call < 3; call++) expect((await send('ten chars.'))?.status).toBe(200);
    },
  );

  it('LM-2: responds with 413 to more than 10 MB, sent or only announced', async () => {
    served = await serveApi(catchAll);
    const whole = await served.send({ method: 'POST', body: Buffer.alloc(11 * megabyte) });
    expect([whole.status, whole.text]).toEqual([413, tooLong]);
    const chunked = await served.send({
      method: 'POST',
      headers: ['Transfer-Encoding', 'chunked'],
      body: Buffer.alloc(11 * megabyte),
    });
    expect([chunked.status, chunked.text]).toEqual([413, tooLong]);
    const head = `POST /test/ HTTP/1.1\r\nHost: ${served.host}\r\nContent-Length: 99999999999\r\n\r\n`;
    expect(await firstAnswer(served.port, head)).toMatch(/^HTTP\/1\.1 413 [\s\S]*Request Too Long/);
    expect(served.lastInvocation()).toBeUndefined();
  });

  it('LM-2: responds with 413 when the event exceeds the limit of Lambda', async () => {
    served = await serveApi(catchAll);
    const taken = await served.send({ method: 'POST', body: 'x'.repeat(5 * megabyte) });
    const refused = await served.send({ method: 'POST', body: 'é'.repeat(3.1 * megabyte) });
    expect([taken.status, refused.status, refused.text]).toEqual([200, 413, tooLong]);
  });

  it('LM-2: accepts 10,240 bytes of header names and values, and responds with 431 to one more', async () => {
    served = await serveApi(catchAll);
    const { host, port } = served;
    const request = (bytes: number) => {
      const filler = 'x'.repeat(bytes - 'Host'.length - host.length - 'X-Long'.length);
      return firstAnswer(port, `GET /test/ HTTP/1.1\r\nHost: ${host}\r\nX-Long: ${filler}\r\n\r\n`);
    };
    expect(await request(10_240)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await request(10_241)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('LM-2: responds with 414 to a URL that is too long', async () => {
    served = await serveApi(catchAll);
    const statusFor = async (length: number) =>
      (await served?.send({ path: `/${'x'.repeat(length)}` }))?.status;
    expect([await statusFor(8000), await statusFor(8192)]).toEqual([200, 414]);
  });

  it('closes the connection of a client that goes on sending 64 MB of a refused body', async () => {
    served = await serveApi(catchAll);
    const { socket, closed } = refusedUpload(served);
    const chunk = Buffer.alloc(megabyte);
    let sent = 0;
    const send = () => {
      while (!socket.destroyed && sent < 1024) {
        sent += 1;
        if (!socket.write(chunk)) return;
      }
    };
    socket.on('drain', send);
    send();
    expect(await closed).toMatch(/^HTTP\/1\.1 413 [\s\S]*Request Too Long/);
    // What the buffers of both ends hold comes on top.
    expect(sent).toBeLessThan(100);
  });

  it('closes the connection of a client that stops sending a refused body', async () => {
    served = await serveApi(catchAll);
    const { socket, closed } = refusedUpload(served);
    socket.write('a few bytes');
    expect(await closed).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('keeps serving after a client disconnected in the middle of its body', async () => {
    served = await serveApi(catchAll);
    const socket = connect(served.port, '127.0.0.1');
    const head = `POST /test/ HTTP/1.1\r\nHost: ${served.host}\r\nContent-Length: 100`;
    socket.write(`${head}\r\nExpect: 100-continue\r\n\r\n`);
    // It says `100 Continue`: the server has begun to read.
    await once(socket, 'data');
    socket.write('half');
    await new Promise<void>((resolve) => socket.end('', resolve));
    socket.destroy();
    expect((await served.send()).status).toBe(200);
  });

  it('refuses a request with both Content-Length and Transfer-Encoding', async () => {
    served = await serveApi(catchAll);
    const head = `POST /test/ HTTP/1.1\r\nHost: ${served.host}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`;
    expect(await firstAnswer(served.port, head)).toMatch(/^HTTP\/1\.1 400 /);
    expect(served.lastInvocation()).toBeUndefined();
  });
});

/** An upload whose announced size is refused; the client may go on. `closed` is what it received until the end. */
function refusedUpload({ port, host }: ServedApi): { socket: Socket; closed: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  socket.write(`POST /test/ HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 99999999999\r\n\r\n`);
  let received = '';
  // A reset of the connection while bytes are on their way is an end as well.
  socket.on('data', (data) => (received += data)).on('error', () => {});
  return { socket, closed: new Promise((resolve) => socket.on('close', () => resolve(received))) };
}

function firstAnswer(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk;
      if (!/\r\n\r\n(?:.+|$)/s.test(received)) return;
      resolve(received);
      socket.destroy();
    });
    socket.on('error', reject);
  });
}
