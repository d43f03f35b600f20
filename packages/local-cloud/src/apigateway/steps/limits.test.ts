import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { api, catchAll, invocationUri, proxyTo } from '../testing/definitions.ts';
import { type ServedApi, serveApi } from '../testing/served-api.ts';

const megabyte = 1024 * 1024;
const tooLong = '{"message":"Request Too Long"}';
let served: ServedApi | undefined;
afterEach(() => served?.stop());

describe('time-outs and limits', () => {
  it('LM-1: answers 504 when the integration takes longer than it may, and lets the function go on', async () => {
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

  it('LM-2: answers 413 to more than 10 MB, sent whole or announced', async () => {
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

  it('LM-2: answers 413 when the event is more than a function takes', async () => {
    served = await serveApi(catchAll);
    const taken = await served.send({ method: 'POST', body: 'x'.repeat(5 * megabyte) });
    const refused = await served.send({ method: 'POST', body: 'é'.repeat(3.1 * megabyte) });
    expect([taken.status, refused.status, refused.text]).toEqual([200, 413, tooLong]);
  });

  it('LM-2: refuses more than 10,240 bytes of headers and takes a little less', async () => {
    served = await serveApi(catchAll);
    const statusFor = async (length: number) =>
      (await served?.send({ headers: ['X-Long', 'x'.repeat(length)] }))?.status;
    expect([await statusFor(10_000), await statusFor(10_240)]).toEqual([200, 431]);
  });

  it('LM-2: answers 414 to an address that is too long', async () => {
    served = await serveApi(catchAll);
    const statusFor = async (length: number) =>
      (await served?.send({ path: `/${'x'.repeat(length)}` }))?.status;
    expect([await statusFor(8000), await statusFor(8192)]).toEqual([200, 414]);
  });

  it('serves on after a client went away in the middle of its body', async () => {
    served = await serveApi(catchAll);
    const socket = connect(served.port, '127.0.0.1');
    socket.write(`POST /test/ HTTP/1.1\r\nHost: ${served.host}\r\nContent-Length: 100\r\n\r\nhalf`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await served.send()).status).toBe(200);
  });

  it('refuses a request that is framed twice', async () => {
    served = await serveApi(catchAll);
    const head = `POST /test/ HTTP/1.1\r\nHost: ${served.host}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`;
    expect(await firstAnswer(served.port, head)).toMatch(/^HTTP\/1\.1 400 /);
    expect(served.lastInvocation()).toBeUndefined();
  });
});

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
