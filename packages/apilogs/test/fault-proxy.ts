import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Fault {
  readonly status: number;
  readonly body: object;
}

export interface FaultProxy extends AsyncDisposable {
  readonly url: string;
  /** How many calls of the operation have come. */
  calls(operation: string): number;
}

/**
 * An endpoint in front of the cloud. `fault` may refuse a call, or break its connection, by the operation's name and how
 * many came before.
 */
export async function startFaultProxy(
  endpoint: string,
  fault: (operation: string, index: number) => Fault | 'reset' | undefined,
): Promise<FaultProxy> {
  const counts = new Map<string, number>();
  const server = createServer(async (incoming, response) => {
    const operation =
      String(incoming.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1) ?? '';
    const index = counts.get(operation) ?? 0;
    counts.set(operation, index + 1);
    const body = await buffer(incoming);
    const refusal = fault(operation, index);
    if (refusal === 'reset') return incoming.socket.resetAndDestroy();
    if (refusal) {
      response.writeHead(refusal.status, { 'content-type': 'application/x-amz-json-1.1' });
      return response.end(JSON.stringify(refusal.body));
    }
    // The Host header stays: it is part of the signature.
    const target = new URL(incoming.url ?? '/', endpoint);
    const forwarded = request(target, { method: incoming.method, headers: incoming.headers }, (received) => {
      response.writeHead(received.statusCode ?? 502, received.headers);
      received.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    forwarded.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: (operation) => counts.get(operation) ?? 0,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const throttled: Fault = {
  status: 400,
  body: { __type: 'ThrottlingException', message: 'Rate exceeded' },
};
