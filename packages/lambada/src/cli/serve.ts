import path from 'node:path';
import { startServer } from '../serve/start-server.ts';
import { loadSettings } from './load-settings.ts';
import { UsageError } from './usage-error.ts';

export interface ServeOptions {
  readonly project: string;
  readonly port: string;
}

export async function serve({ project, port }: ServeOptions, signal: AbortSignal): Promise<void> {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new UsageError(
      `Expected a whole number from 0 to 65535 for --port, received ${JSON.stringify(port)}`,
    );
  const folder = path.resolve(project);
  const server = await startServer({
    settings: await loadSettings(folder),
    folder,
    port: Number(port),
    log: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${server.url}\n`);
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  await server.stop();
}
