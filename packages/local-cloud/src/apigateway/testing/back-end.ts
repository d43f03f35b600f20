import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the HTTP back end received it. */
export interface ReceivedRequest {
  readonly method: string;
  readonly target: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawHeaders: readonly string[];
  readonly bytes: Buffer;
  readonly text: string;
}

export interface BackEndServer {
  readonly url: string;
  last(): ReceivedRequest;
  stop(): Promise<void>;
}

/** Starts an HTTP back end for a test. It responds with 200 and `{}` by default. */
export async function startBackEnd(
  respond: (response: ServerResponse, request: ReceivedRequest) => void = (response) => response.end('{}'),
): Promise<BackEndServer> {
  let last: ReceivedRequest | undefined;
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const { method = '', url: target = '', headers, rawHeaders } = incoming;
    last = { method, target, headers, rawHeaders, bytes, text: bytes.toString('utf8') };
    respond(response, last);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    last() {
      if (!last) throw new Error('the back end got no request');
      return last;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
