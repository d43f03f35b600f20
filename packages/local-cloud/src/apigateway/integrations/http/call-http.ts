import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { fromWire, toWire } from '../../../aws/wire-text.ts';
import type { ClientIdentity } from '../../backends.ts';
import type { IntegrationRequest, IntegrationResult } from '../../exchange.ts';
import { configurationError, GatewayFault } from '../../gateway-responses/gateway-fault.ts';
import type { Header } from '../../headers/header.ts';
import { readBounded } from '../read-bounded.ts';
import type { Connection } from './compile-connection.ts';

const idempotent = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PUT']);

/**
 * Calls a back end, with the headers' spelling and repetition kept. Follows no redirect, verifies certificates, and
 * rejects with a GatewayFault: 504 for a network error or a time-out, 500 for a response of more than 10 MB.
 */
export async function callHttp(
  request: IntegrationRequest,
  connection: Connection,
): Promise<IntegrationResult> {
  const signal = AbortSignal.timeout(connection.timeoutInMillis);
  try {
    return await readAnswer(await open(request, addressOf(request, connection), signal));
  } catch (error) {
    if (error instanceof GatewayFault) throw error;
    if (signal.aborted) throw new GatewayFault('INTEGRATION_TIMEOUT', 'Endpoint request timed out');
    throw new GatewayFault('INTEGRATION_FAILURE', 'Network error communicating with endpoint', {
      cause: error,
    });
  }
}

interface Address {
  readonly origin: string;
  /** With its query, as written. */
  readonly path: string;
  readonly identity: ClientIdentity | undefined;
}

/** A call of an API of this cloud by its name on AWS stays on this machine. The Host header is kept. */
function addressOf({ uri = '' }: IntegrationRequest, { originOf, identity }: Connection): Address {
  const [, origin = '', host = '', path = ''] = uri.match(/^(https?:\/\/([^/]+))(.*)$/is) ?? [];
  return { origin: originOf(host) ?? origin, path, identity };
}

async function open(
  request: IntegrationRequest,
  address: Address,
  signal: AbortSignal,
  isRetry = false,
): Promise<IncomingMessage> {
  const call = prepare(request, address, signal);
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  call.on('response', resolve).on('error', reject);
  call.end(request.body);
  try {
    return await promise;
  } catch (error) {
    // The back end closed an idle connection just when it was reused. Only idempotent requests are sent again.
    const isStale = call.reusedSocket && (error as NodeJS.ErrnoException).code === 'ECONNRESET';
    if (!isStale || isRetry || !idempotent.has(request.httpMethod)) throw error;
    return open(request, address, signal, true);
  }
}

function prepare(
  { httpMethod, headers }: IntegrationRequest,
  { origin, path, identity }: Address,
  signal: AbortSignal,
): ClientRequest {
  const { protocol, hostname, port } = new URL(origin);
  const options = {
    method: httpMethod,
    host: hostname.replace(/^\[|\]$/g, ''),
    port,
    path,
    headers: headers.flatMap(([name, value]) => [name, toWire(value)]),
    signal,
  };
  try {
    return protocol === 'https:'
      ? httpsRequest({ ...options, cert: identity?.pemEncodedCertificate, key: identity?.privateKey })
      : httpRequest(options);
  } catch (error) {
    // A mapped value may be invalid in a header.
    throw configurationError(error);
  }
}

async function readAnswer(incoming: IncomingMessage): Promise<IntegrationResult> {
  const { statusCode: status = 0 } = incoming;
  if (status < 200) {
    incoming.destroy();
    throw new Error(`expected a status of 200 or more, received ${status}`);
  }
  const body = await readBounded(incoming as AsyncIterable<Buffer>);
  const headers: Header[] = [];
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    headers.push([incoming.rawHeaders[index] ?? '', fromWire(incoming.rawHeaders[index + 1] ?? '')]);
  }
  return { status, headers, body };
}
