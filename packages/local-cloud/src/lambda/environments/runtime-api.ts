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
 * The HTTP interface between the platform and a runtime without pipes: one server for each environment.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function startRuntimeApi(events: RuntimeEvents): Promise<RuntimeApi> {
  const calls = createCalls(events);
  let address = '';
  const server = createServer((request, response) => {
    // Any page in a browser can reach this port.
    const { host, origin } = request.headers;
    const isFromPage = origin !== undefined || request.headers['sec-fetch-site'] !== undefined;
    if (host !== address || isFromPage) return void response.writeHead(403).end();
    calls.serve(request, response).catch(() => response.destroy());
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

/** The calls of one runtime, which handles one invocation at a time. */
function createCalls(events: RuntimeEvents) {
  /** The response to the runtime's call for its next invocation. */
  let waiting: ServerResponse | undefined;
  /** An invocation that came when the runtime had given up that call. */
  let undelivered: InvocationMessage | undefined;
  let isIdle = false;
  let hasStarted = false;
  /** The invocation that was handed out and has no result yet. */
  let currentId: string | undefined;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').replace('/2018-06-01/runtime', '');
    if (request.method === 'GET' && path === '/invocation/next') return next(response);
    const [, requestId, kind] = /^\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    if (request.method !== 'POST' || !(requestId || path === '/init/error')) {
      const errorMessage = `No such resource: ${request.method} ${path}`;
      return send(response, 404, { errorType: 'InvalidPath', errorMessage });
    }
    if (requestId) return result(request, response, requestId, kind === 'error' ? 'error' : 'response');
    if (hasStarted) return refuseState(response);
    const { body } = await readBody(request);
    send(response, 202, { status: 'OK' });
    events.initError(body);
  }

  function next(response: ServerResponse): void {
    if (waiting || currentId !== undefined) {
      refuseState(response);
      return;
    }
    waiting = response;
    response.on('close', () => {
      if (waiting === response) waiting = undefined;
    });
    if (undelivered) deliver(undelivered);
    if (isIdle) return;
    isIdle = true;
    hasStarted = true;
    events.next(deliver);
  }

  function deliver(message: InvocationMessage): void {
    undelivered = waiting ? undefined : message;
    if (!waiting) return;
    currentId = message.headers['lambda-runtime-aws-request-id'];
    handOut(waiting, message);
    waiting = undefined;
  }

  async function result(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
    kind: 'response' | 'error',
  ): Promise<void> {
    if (requestId !== currentId) {
      const errorMessage = `Invalid request ID: ${requestId}`;
      return send(response, 400, { errorType: 'InvalidRequestID', errorMessage });
    }
    currentId = undefined;
    isIdle = false;
    const { body, length } = await readBody(request);
    const streamError = request.trailers['lambda-runtime-function-error-body'];
    const errorBody = typeof streamError === 'string' ? Buffer.from(streamError, 'base64') : undefined;
    if (errorBody) events.respond('error', requestId, errorBody, errorBody.length);
    else events.respond(kind, requestId, body, length);
    if (length <= maxResponseBytes) return send(response, 202, { status: 'OK' });
    const errorMessage = `Exceeded maximum allowed payload size (${maxResponseBytes} bytes).`;
    send(response, 413, { errorType: 'RequestEntityTooLarge', errorMessage });
  }

  return { serve };
}

function handOut(response: ServerResponse, { headers, body }: InvocationMessage): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

/** The whole body, of which no more is kept than the largest response. */
async function readBody(request: IncomingMessage): Promise<{ body: Buffer; length: number }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (length <= maxResponseBytes) chunks.push(chunk);
    length += chunk.length;
  }
  return { body: Buffer.concat(chunks), length };
}

function refuseState(response: ServerResponse): void {
  const errorMessage = 'The runtime has a call for the next invocation, or an invocation, already.';
  send(response, 403, { errorType: 'InvalidStateTransition', errorMessage });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
