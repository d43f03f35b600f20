import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { inject, onTestFinished } from 'vitest';

/** What happens to a request that is not forwarded. */
export type Fault = '403' | '429' | '500' | 'time-out' | 'dropped connection' | 'torn answer' | 'none';

export interface FaultyService {
  readonly url: string;
  /** How many requests came, and how many of them reached the deployed API. */
  readonly counts: { received: number; answered: number };
}

/** A proxy of the deployed API; `faultOf` chooses the fault of each request by its number, from 0 up. */
export async function startFaultyService(
  faultOf: (request: number) => Fault | Promise<Fault>,
): Promise<FaultyService> {
  const counts = { received: 0, answered: 0 };
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const fault = await faultOf(counts.received++);
    if (fault !== 'none') return commit(fault, request, response);
    const answer = await fetch(`${inject('sample').url}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    counts.answered++;
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, counts };
}

function commit(fault: Exclude<Fault, 'none'>, request: IncomingMessage, response: ServerResponse): void {
  if (fault === '403') response.writeHead(403).end('{"message":"Forbidden"}');
  if (fault === '429') response.writeHead(429, { 'retry-after': '0' }).end('{"message":"Too Many Requests"}');
  if (fault === '500') response.writeHead(500).end('{"message":"Internal server error"}');
  if (fault === 'dropped connection') request.socket.destroy();
  if (fault === 'torn answer') {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"statistics_list": [{"haz', () => request.socket.destroy());
  }
}
