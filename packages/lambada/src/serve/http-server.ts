import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { HttpResponse } from '../runtime/http.ts';
import type { PlainRequest } from '../runtime/plain-server.ts';

/** Bytes of a body at most: what Lambda takes in an event. */
const LARGEST_BODY = 6 * 1024 * 1024;

/** An HTTP server for this machine: it accepts no request that a page of another origin could send. */
export function createHttpServer(respond: (request: PlainRequest) => Promise<HttpResponse>): Server {
  return createServer((request, response) => {
    handle(request, respond).then(
      (result) => send(response, result),
      (error: unknown) => {
        console.error(error);
        send(response, plain(500, 'Internal server error'));
      },
    );
  });
}

async function handle(
  request: IncomingMessage,
  respond: (request: PlainRequest) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const { method = 'GET', url = '/', headers } = request;
  // A name that resolves to this machine lets a page of the web read what is meant for this machine alone.
  if (!isLoopback(`http://${headers.host}`))
    return plain(403, `Expected a Host of this machine, received ${headers.host}`);
  if (headers.origin !== undefined && !isLoopback(headers.origin))
    return plain(403, `Expected a page of this machine, received a request of ${headers.origin}`);
  const body = await readBody(request);
  if (!body) return plain(413, `Expected a body of at most ${LARGEST_BODY} bytes`);
  return respond({ method, url, headers: joined(headers), body });
}

function isLoopback(origin: string): boolean {
  const name = URL.canParse(origin) ? new URL(origin).hostname : '';
  return name === 'localhost' || name.endsWith('.localhost') || name === '127.0.0.1' || name === '[::1]';
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function joined(headers: IncomingMessage['headers']): PlainRequest['headers'] {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return Object.fromEntries(entries);
}

function send(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  response.statusCode = status;
  for (const [name, values] of headers) response.setHeader(name, [...values]);
  response.end(body);
}

function plain(status: number, message: string): HttpResponse {
  return {
    status,
    headers: new Map([['Content-Type', ['application/json']]]),
    body: JSON.stringify({ message }),
  };
}
