import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface ServerProcess {
  readonly url: string;
  readonly process: ChildProcess;
}

export const entry = path.resolve(import.meta.dirname, '../src/main.ts');

/** Starts the command line on a free port. */
export function startServer(...flags: string[]): Promise<ServerProcess> {
  return startProcess(process.execPath, [entry, '--port', '0', '--stop-with-stdin', ...flags]);
}

/** Starts a server whose first line ends with its URL. Rejects with what it reports when it cannot start. */
export async function startProcess(command: string, args: readonly string[]): Promise<ServerProcess> {
  const child = spawn(command, args);
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

/** The servers end with their standard input, so that none outlives a test run that is killed. */
export async function stopServer({ process: child }: ServerProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.stdin?.end();
  await ended;
}
