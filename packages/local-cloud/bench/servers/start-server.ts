import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that responds to GET on its URL with `hello`. */
export interface Server {
  readonly name: string;
  readonly url: string;
  stop(): Promise<void>;
}

interface StartOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether the URL responds `hello` unless given. */
  readonly isReady?: (url: string) => Promise<boolean>;
}

const patienceMs = 30_000;

/**
 * Starts Node with the given arguments in a process of its own and waits until it is ready. What the server prints is
 * kept in a file of its folder.
 */
export async function startServer(
  name: string,
  url: string,
  nodeArguments: readonly string[],
  folder: string,
  { environment = {}, isReady = saysHello }: StartOptions = {},
): Promise<Server> {
  const log = openSync(path.join(folder, 'output.log'), 'a');
  const child = spawn(process.execPath, nodeArguments, {
    cwd: folder,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...environment },
  });
  closeSync(log);
  const stop = () => end(child);
  const giveUpAt = Date.now() + patienceMs;
  while (!(await isReady(url))) {
    if (child.exitCode === null && Date.now() < giveUpAt) await sleep(10);
    else {
      await stop();
      throw new Error(`Expected ${name} to be ready at ${url} within ${patienceMs / 1000} s.`);
    }
  }
  return { name, url, stop };
}

export async function saysHello(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    return (await response.text()) === 'hello';
  } catch {
    return false;
  }
}

/** Whether anything listens. */
export async function responds(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return true;
  } catch {
    return false;
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await Promise.race([ended, sleep(5000, undefined, { ref: false })]);
  child.kill('SIGKILL');
}
