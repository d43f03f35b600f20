// The app without Lambda: each call is a request over HTTP on a connection that is kept.
import { once } from 'node:events';
import { Agent, createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../src/app.ts';

const server = createServer(createApp()).listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const agent = new Agent({ keepAlive: true });

export async function handler() {
  const [response] = await once(get({ port, agent, path: '/pets?limit=2' }), 'response');
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += chunk;
  return { statusCode: response.statusCode, body };
}
