import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Account } from '../account.ts';

export interface DynaliteServer {
  /** The port of the running process; starts one when there is none. */
  port(): Promise<number>;
  /** Resolves when no process runs, at the latest after `limitMs`. */
  ended(limitMs: number): Promise<void>;
  stop(): Promise<void>;
}

const entry = fileURLToPath(new URL('./dynalite-process.ts', import.meta.url));
const startLimitMs = 30_000;

/**
 * dynalite in a process of its own, so that nothing it does holds up the rest of the cloud. When the process
 * dies, the next caller of `port` gets a new one, to which `restore` has brought back the tables.
 */
export function createDynaliteServer(
  account: Account,
  restore: (port: number) => Promise<void>,
): DynaliteServer {
  let child: ChildProcess | undefined;
  let running: Promise<number> | undefined;
  let hasRun = false;
  let isStopped = false;

  async function start(): Promise<number> {
    if (isStopped) throw new Error('Expected DynamoDB to be running: it was stopped.');
    child = forkDynalite(account);
    child.once('exit', (code, signal) => {
      running = undefined;
      if (isStopped) return;
      console.error(
        `DynamoDB's process ended (${signal ?? code}): its items are lost, its tables are made anew.`,
      );
    });
    const port = await listeningPort(child);
    if (hasRun) await restore(port);
    hasRun = true;
    return port;
  }

  return {
    port: () =>
      (running ??= start().catch((error) => {
        running = undefined;
        throw error;
      })),
    async ended(limitMs) {
      if (child && runs(child))
        await once(child, 'exit', { signal: AbortSignal.timeout(limitMs) }).catch(() => {});
    },
    async stop() {
      isStopped = true;
      if (!child || !runs(child)) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function forkDynalite(account: Account): ChildProcess {
  return fork(entry, {
    env: { AWS_ACCOUNT_ID: account.id, AWS_REGION: account.region },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

function runs(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function listeningPort(child: ChildProcess): Promise<number> {
  const limit = AbortSignal.timeout(startLimitMs);
  const exited = once(child, 'exit', { signal: limit }).then(() => {
    throw new Error("DynamoDB's process ended before it listened.");
  });
  const [message] = await Promise.race([once(child, 'message', { signal: limit }), exited]).catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });
  return message.port;
}
