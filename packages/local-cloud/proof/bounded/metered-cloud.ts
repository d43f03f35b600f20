import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { Reading } from './meter.ts';

export interface MeteredCloud {
  readonly url: string;
  /** What happened since the last reading. */
  read(): Promise<Reading>;
  stop(): Promise<void>;
}

/** The cloud as its command runs it, with the meter in its process. */
export async function meteredCloud(): Promise<MeteredCloud> {
  const meter = pathToFileURL(path.join(import.meta.dirname, 'meter.ts')).href;
  const entry = path.join(import.meta.dirname, '../../src/main.ts');
  const cloud = fork(entry, ['--port', '0'], {
    execArgv: ['--import', meter],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exited = once(cloud, 'exit');
  if (!cloud.stdout) throw new Error('Expected the cloud to have an output.');
  const [line] = await once(createInterface(cloud.stdout), 'line');
  const url = String(line).split(' ').at(-1) ?? '';
  return {
    url,
    async read() {
      const reply = once(cloud, 'message');
      cloud.send('read');
      return (await reply)[0] as Reading;
    },
    async stop() {
      cloud.kill('SIGTERM');
      await exited;
    },
  };
}
