import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface ServerProcess {
  readonly url: string;
  readonly process: ChildProcess;
}

export const entry = path.resolve(import.meta.dirname, '../src/main.ts');

/** Starts the command line on a free port. Rejects with what it reports when it cannot start. */
export async function startServer(...flags: string[]): Promise<ServerProcess> {
  const child = spawn(process.execPath, [entry, '--port', '0', '--stop-with-stdin', ...flags]);
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const closed = once(child, 'close');
  const line = once(createInterface(child.stdout), 'line').then(([text]) => String(text));
  const started = await Promise.race([line, closed.then(() => undefined)]);
  if (started === undefined) throw new Error(complaint);
  return { url: started.split(' ').at(-1) ?? '', process: child };
}

/** As `kill -9`: the process can do nothing more. */
export async function killServer({ process: child }: ServerProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
