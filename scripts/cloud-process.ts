import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface CloudProcess {
  readonly url: string;
  /** Resolves with the exit code when the process ends, for whatever reason. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

const entry = path.resolve(import.meta.dirname, '../packages/local-cloud/src/main.ts');

/**
 * Starts the embedded cloud as a process of its own, which ends with this one. Rejects with what the cloud
 * reports when it cannot start.
 */
export async function startCloud(port: number | string): Promise<CloudProcess> {
  const child = spawn(process.execPath, [entry, '--port', String(port), '--stop-with-stdin'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // Ctrl-C reaches the whole process group of a terminal; the cloud is stopped by its starter alone.
    detached: process.platform !== 'win32',
  });
  const complaints: string[] = [];
  const errors = createInterface(child.stderr).on('line', (line) => complaints.push(line));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const address = once(createInterface(child.stdout), 'line').then(
    ([line]) => String(line).split(' ').at(-1) ?? '',
  );
  const url = await Promise.race([address, ended.then(() => undefined)]);
  if (url === undefined)
    throw new Error(complaints.join('\n') || 'The embedded cloud ended before it was ready.');
  errors.on('line', (line) => process.stderr.write(`${line}\n`));
  return {
    url,
    ended,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
