import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createCursors } from './commands/cursors.ts';
import { runCommand } from './commands/run-command.ts';
import { openDatabases } from './store/databases.ts';
import { frameReader } from './wire/frame-reader.ts';
import { readRequest, writeReply } from './wire/messages.ts';

export interface MongoEmbeddedOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** A folder that keeps the data; without one they end with the server. */
  readonly dataFolder?: string | undefined;
}

export interface MongoEmbedded {
  /** `mongodb://127.0.0.1:<port>` */
  readonly url: string;
  stop(): Promise<void>;
}

const mostConnections = 1000;

/** Starts a development server that speaks MongoDB's wire protocol, on this machine's loopback alone. */
export async function createMongoEmbedded({
  port,
  dataFolder,
}: MongoEmbeddedOptions): Promise<MongoEmbedded> {
  const databases = openDatabases(dataFolder);
  const cursors = createCursors();
  const sockets = new Set<Socket>();
  let connections = 0;

  const server = createServer((socket) => {
    const connectionId = ++connections;
    sockets.add(socket);
    socket.setNoDelay(true);
    const read = frameReader((message) => {
      const request = readRequest(message);
      const response = runCommand(request.command, { databases, cursors, connectionId });
      if (request.isSilent) return;
      // A client that does not read its responses is not read from either.
      if (!socket.write(writeReply(request, response))) socket.pause();
    });
    socket.on('drain', () => socket.resume());
    socket.on('data', (chunk) => {
      try {
        read(chunk);
      } catch {
        // Nothing can be said to a client whose messages cannot be understood.
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  server.maxConnections = mostConnections;

  try {
    await once(server.listen({ port, host: '127.0.0.1' }), 'listening');
  } catch (error) {
    databases.close();
    throw error;
  }
  return {
    url: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
      databases.close();
    },
  };
}
