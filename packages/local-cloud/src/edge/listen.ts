import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Edge } from './edge.ts';
import { inTurn } from './in-turn.ts';

export interface Listener {
  readonly port: number;
  /** Ends the connections and frees the port. */
  close(): Promise<void>;
}

/** The gateway's own limit on headers (10,240 bytes) is checked later; beyond this Node responds 431 itself. */
const maxHeaderSize = 64 * 1024;
/** A client that sends slower than this is cut off. */
const requestTimeoutMs = 60_000;

/** Listens on one loopback address. Rejects with Node's error (`EADDRINUSE`, …) when the port is not free. */
export async function listen(edge: Edge, port: number, host: string): Promise<Listener> {
  const server = createServer(
    {
      maxHeaderSize,
      requestTimeout: requestTimeoutMs,
      headersTimeout: 20_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 5000,
    },
    inTurn((request, response) => {
      edge(request, response).catch((error: unknown) => {
        if (request.errored) return;
        console.error(`${request.method} ${request.url} failed:`, error);
        if (response.headersSent) response.destroy();
        else
          response
            .writeHead(500, { 'content-type': 'application/json' })
            .end('{"message":"Internal server error"}');
      });
    }),
  );
  server.on('clientError', respondToBrokenRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

/** How long a client whose request was broken may go on sending. */
const maxLingeringMs = 2000;

const brokenRequestStatus: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

function respondToBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET') socket.destroy();
  // What the client is still sending is broken as well. Closed at once, the connection would lose the response.
  if (!socket.writable) return;
  const status = brokenRequestStatus[error.code ?? ''] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  const timer = setTimeout(() => socket.destroy(), maxLingeringMs);
  socket.once('close', () => clearTimeout(timer));
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
