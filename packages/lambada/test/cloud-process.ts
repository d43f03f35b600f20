import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface CloudProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the embedded cloud as a process of its own, on a free port; it ends with this one. */
export async function startCloud(...options: string[]): Promise<CloudProcess> {
  const entry = path.resolve(import.meta.dirname, '../../local-cloud/src/main.ts');
  const child = spawn(process.execPath, [entry, '--port', '0', '--quiet', '--stop-with-stdin', ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([first]) => String(first)),
    ended.then(([code]) => Promise.reject(new Error(`Expected a cloud, but it ended with code ${code}`))),
  ]);
  return {
    url: line.split(' ').at(-1) ?? '',
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
