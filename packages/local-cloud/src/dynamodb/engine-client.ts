import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Account } from '../account.ts';
import { jsonText } from '../aws/json-text.ts';
import { ServiceError } from '../aws/service-error.ts';
import type { EngineRequest, EngineResponse } from './engine/engine-process.ts';
import { internalServerError } from './errors.ts';

/** Calls an operation; rejects with ServiceError. */
export type EngineCall = <Output>(operation: string, input: object) => Promise<Output>;

export interface EngineClient {
  readonly call: EngineCall;
  /** Sends a body as it is; a refusal is a result as well. */
  send(operation: string, body: Buffer): Promise<{ readonly status: number; readonly body: Buffer }>;
  /** The id of the process, while one runs. */
  processId(): number | undefined;
  stop(): Promise<void>;
}

export interface EngineClientOptions {
  readonly account: Account;
  /** The items are kept in a folder in it. */
  readonly folder: string;
  /** Whether the process starts with the first request instead of at once. */
  readonly startsLate?: boolean;
  /** A request that takes longer ends the process; 20 s unless given. */
  readonly limitMs?: number;
}

interface Pending {
  resolve(response: EngineResponse): void;
  reject(error: Error): void;
  readonly timer: NodeJS.Timeout;
}

const entry = fileURLToPath(new URL('./engine/engine-process.ts', import.meta.url));

/**
 * DynamoDB's tables in a process of its own, so that nothing it does holds up the rest of the cloud. When the process
 * ends or does not respond, its requests get DynamoDB's retryable error, and the next one starts another process on
 * the same folder.
 */
export function createEngineClient({
  account,
  folder,
  startsLate = false,
  limitMs = 20_000,
}: EngineClientOptions): EngineClient {
  const pending = new Map<number, Pending>();
  let child: ChildProcess | undefined;
  let lastId = 0;
  let isStopped = false;

  function start(): ChildProcess {
    const started = fork(entry, [join(folder, 'dynamodb')], {
      env: { AWS_ACCOUNT_ID: account.id, AWS_REGION: account.region },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    if (started.stderr) createInterface(started.stderr).on('line', (line) => console.error(line));
    started.on('message', (response: EngineResponse) => settle(response.id)?.resolve(response));
    started.on('error', (error) => console.error("DynamoDB's process:", error));
    started.once('exit', (code, signal) => {
      child = undefined;
      for (const id of pending.keys()) settle(id)?.reject(internalServerError());
      if (!isStopped) {
        console.error(`DynamoDB's process ended (${signal ?? code}); the next request starts another.`);
      }
    });
    return started;
  }

  function settle(id: number): Pending | undefined {
    const request = pending.get(id);
    clearTimeout(request?.timer);
    pending.delete(id);
    return request;
  }

  async function send(operation: string, body: Buffer): Promise<{ status: number; body: Buffer }> {
    if (isStopped) throw internalServerError();
    child ??= start();
    const running = child;
    const id = ++lastId;
    const response = await new Promise<EngineResponse>((resolve, reject) => {
      const timer = setTimeout(() => {
        console.error(`DynamoDB has not responded to ${operation} for ${limitMs / 1000} seconds.`);
        running.kill('SIGKILL');
      }, limitMs);
      pending.set(id, { resolve, reject, timer });
      const request: EngineRequest = { id, operation, body };
      running.send(request, (error) => error && settle(id)?.reject(internalServerError()));
    });
    return { status: response.status, body: Buffer.from(response.body) };
  }

  if (!startsLate) child = start();
  return {
    call: async (operation, input) => outputOf(await send(operation, Buffer.from(jsonText(input)))),
    send,
    processId: () => child?.pid,
    async stop() {
      isStopped = true;
      if (!child) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function outputOf<Output>({ status, body }: { readonly status: number; readonly body: Buffer }): Output {
  const output = JSON.parse(body.toString('utf8'));
  if (status === 200) return output;
  const { __type, message, Message, ...fields } = output;
  const code = String(__type).split('#').at(-1) ?? '';
  throw new ServiceError(code, message ?? Message ?? '', status, fields);
}
