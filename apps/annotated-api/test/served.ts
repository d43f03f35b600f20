import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/** Runs `lambada serve` for this sample, as a person would. */
export async function serve(environment: NodeJS.ProcessEnv): Promise<Served> {
  const project = path.join(import.meta.dirname, '..');
  const command = path.join(project, '../../node_modules/@samples/lambada/bin/lambada.js');
  const child = spawn(process.execPath, [command, 'serve', '--port', '0'], {
    cwd: project,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface(child.stdout);
  const [line] = await Promise.race([once(lines, 'line'), ended.then(() => [undefined])]);
  if (typeof line !== 'string') throw new Error('lambada serve ended before it listened');
  return {
    url: line,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
