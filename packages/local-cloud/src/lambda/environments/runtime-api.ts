import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { maxResponseBytes } from '../limits.ts';
import type { InvocationMessage, RuntimeEvents } from './runtime-events.ts';

export interface RuntimeApi {
  /** `127.0.0.1:<port>`, for AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  close(): void;
}

/**
 * The HTTP interface between a runtime and the platform, one server an environment. Runtimes other than Node live
 * on it; Node's client uses it to report a failed initialisation and to stream.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function startRuntimeApi(events: RuntimeEvents): Promise<RuntimeApi> {
  let address = '';
  const server = createServer((request, response) => {
    // A page in a browser can reach this port, but not under this name.
    if (request.headers.host !== address) return void response.writeHead(403).end();
    serve(events, request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function serve(
  events: RuntimeEvents,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').replace('/2018-06-01/runtime', '');
  if (request.method === 'GET' && path === '/invocation/next') {
    return events.next((message) => answerNext(response, message));
  }
  const answer = /^\/invocation\/([^/]+)\/(response|error)$/.exec(path);
  if (request.method !== 'POST' || (!answer && path !== '/init/error')) {
    return send(response, 404, {
      errorType: 'InvalidPath',
      errorMessage: `No such resource: ${request.method} ${path}`,
    });
  }
  const { body, length } = await readAnswer(request);
  if (!answer) {
    send(response, 202, { status: 'OK' });
    return events.initError(body);
  }
  const [, requestId = '', kind] = answer;
  const streamError = request.trailers['lambda-runtime-function-error-body'];
  const errorBody = typeof streamError === 'string' ? Buffer.from(streamError, 'base64') : undefined;
  if (errorBody) events.answer('error', requestId, errorBody, errorBody.length);
  else events.answer(kind === 'error' ? 'error' : 'response', requestId, body, length);
  if (length <= maxResponseBytes) return send(response, 202, { status: 'OK' });
  const errorMessage = `Exceeded maximum allowed payload size (${maxResponseBytes} bytes).`;
  send(response, 413, { errorType: 'RequestEntityTooLarge', errorMessage });
}

function answerNext(response: ServerResponse, { headers, body }: InvocationMessage): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

/** The whole body, of which no more is kept than a function may answer. */
async function readAnswer(request: IncomingMessage): Promise<{ body: Buffer; length: number }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (length <= maxResponseBytes) chunks.push(chunk);
    length += chunk.length;
  }
  return { body: Buffer.concat(chunks), length };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
