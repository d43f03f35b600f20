import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const entry = path.resolve(import.meta.dirname, '../src/server.ts');

export interface PlainServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** The app as a plain server on a free port, with a database of its own on the same MongoDB server. */
export async function startPlainServer(mongoUri: string): Promise<PlainServer> {
  const uri = new URL(mongoUri);
  uri.pathname = '/pets_plain';
  const child = spawn(process.execPath, [entry, '0'], {
    env: { ...process.env, MONGODB_URI: uri.href },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Tests make it report faults, which is not a failure of theirs.
  let reported = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    reported += chunk;
  });
  const ended = once(child, 'exit');
  const line = await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => undefined)]);
  if (!line) throw new Error(`The plain server ended before it was ready: ${reported}`);
  return {
    url: String(line[0]).split(' ').at(-1) ?? '',
    async stop() {
      child.kill();
      await ended;
    },
  };
}
