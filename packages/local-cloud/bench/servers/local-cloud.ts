import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { deployHello } from './deploy-hello.ts';
import type { Server } from './start-server.ts';

export interface CloudProcess {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const command = path.resolve(import.meta.dirname, '../../src/main.ts');

/** The embedded cloud as its users have it, in a process of its own. Rejects when it ends before it listens. */
export async function startCloud(...flags: readonly string[]): Promise<CloudProcess> {
  const child = spawn(process.execPath, [command, '--port', '0', '--stop-with-stdin', ...flags], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const address = once(createInterface(child.stdout), 'line').then(([line]) =>
    String(line).split(' ').at(-1),
  );
  const url = await Promise.race([address, ended.then(() => undefined)]);
  if (!url || child.pid === undefined) throw new Error('The embedded cloud ended before it was ready.');
  return {
    url,
    pid: child.pid,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

/** The function `hello` behind a deployed REST API. */
export async function startLocalCloud(): Promise<Server> {
  const cloud = await startCloud();
  return { name: 'local-cloud', url: await deployHello(cloud.url, 'hello'), stop: cloud.stop };
}
