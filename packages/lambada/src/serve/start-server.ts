import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { watchFolders } from '@samples/deployment';
import type { Settings } from '../generate/settings.ts';
import type { ParsedFiles } from '../scan/load-program.ts';
import { bundleServer, type ServerBundle } from './bundle-server.ts';
import { createHttpServer } from './http-server.ts';

export interface ServerOptions {
  readonly settings: Settings;
  /** The project's folder. */
  readonly folder: string;
  readonly port: number;
  readonly log: (line: string) => void;
}

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves the project's classes on loopback alone, and again after every change that is saved. */
export async function startServer({ settings, folder, port, log }: ServerOptions): Promise<RunningServer> {
  Object.assign(process.env, variables(settings));
  process.setSourceMapsEnabled(true);
  const parsedFiles: ParsedFiles = new Map();
  let current = await bundleServer(settings, folder, parsedFiles);
  const server = createHttpServer((request) => current.respond(request));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const watch = watchFolders();
  watch.watch(current.folders);
  const stopped = new AbortController();
  const reloading = reloadOnChange();

  async function reloadOnChange(): Promise<void> {
    for (;;) {
      await watch.changes(stopped.signal);
      if (stopped.signal.aborted) return;
      const next = await bundleServer(settings, folder, parsedFiles).catch((error: Error) => error);
      if (next instanceof Error) log(`${next.message}\nThe last version keeps running.`);
      else {
        if (next.path !== current.path) log('Reloaded');
        current = next satisfies ServerBundle;
        watch.watch(current.folders);
      }
    }
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      stopped.abort();
      watch.close();
      server.close();
      server.closeAllConnections();
      await Promise.all([reloading, once(server, 'close')]);
    },
  };
}

/** The variables that the settings give as plain values; what CloudFormation fills in must be in the environment. */
function variables(settings: Settings): Record<string, string> {
  const { environment = {} } = settings.function;
  const plain = Object.entries(environment).filter(([, value]) => typeof value !== 'object');
  const given = plain.filter(([name]) => process.env[name] === undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}
