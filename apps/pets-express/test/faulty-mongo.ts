import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, connect as open, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const entry = path.resolve(import.meta.dirname, '../../../packages/mongo-embedded/src/main.ts');

/** A MongoDB server that keeps its data, behind a port of its own that can go silent. */
export interface FaultyMongo {
  readonly uri: string;
  /** As by kill -9. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Connections stay open and are accepted, but nothing is sent on until `resume`. */
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

export async function startFaultyMongo(): Promise<FaultyMongo> {
  const folder = await mkdtemp(path.join(tmpdir(), 'faulty-mongo-'));
  let server = await startServer(folder);
  const sockets = new Set<Socket>();
  let isPaused = false;

  const proxy = createServer((client) => {
    const mongo = open(server.port, '127.0.0.1');
    for (const [socket, other] of [
      [client, mongo],
      [mongo, client],
    ] as const) {
      sockets.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(socket);
          other.destroy();
        });
      socket.on('data', (bytes) => other.write(bytes));
      if (isPaused) socket.pause();
    }
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');

  return {
    uri: `mongodb://127.0.0.1:${(proxy.address() as AddressInfo).port}/pets`,
    kill: () => server.kill(),
    async restart() {
      server = await startServer(folder);
    },
    pause() {
      isPaused = true;
      for (const socket of sockets) socket.pause();
    },
    resume() {
      isPaused = false;
      for (const socket of sockets) socket.resume();
    },
    async close() {
      proxy.close();
      for (const socket of sockets) socket.destroy();
      await server.kill();
      await rm(folder, { recursive: true });
    },
  };
}

async function startServer(folder: string) {
  const args = [entry, '--port', '0', '--data', folder, '--stop-with-stdin'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const line = await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => undefined)]);
  if (!line) throw new Error('MongoDB ended before it was ready');
  return {
    port: Number(new URL(String(line[0]).split(' ').at(-1) ?? '').port),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
