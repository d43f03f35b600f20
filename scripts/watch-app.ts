import { watch } from 'node:fs/promises';
import type { WatchEvent } from '@samples/deployment';

export interface WatchAppOptions {
  /** The folder of the app. What is installed or built in it does not count. */
  readonly folder: string;
  readonly publish: () => Promise<void>;
  readonly report: (event: WatchEvent) => void;
  readonly signal: AbortSignal;
}

/** One save is several events. */
const settleMs = 50;

/** Publishes a web app after each save, until `signal` aborts. A save meanwhile is published after it. */
export async function watchApp({ folder, publish, report, signal }: WatchAppOptions): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  async function run(): Promise<void> {
    const start = performance.now();
    try {
      await publish();
      const milliseconds = Math.round(performance.now() - start);
      report({ kind: 'updated', functions: ['the app'], milliseconds });
    } catch (error) {
      if (!signal.aborted) report({ kind: 'failed', message: (error as Error).message });
    }
  }

  try {
    for await (const { filename } of watch(folder, { recursive: true, signal })) {
      if (/(^|[\\/])(node_modules|dist|test)([\\/]|$)/.test(filename ?? '')) continue;
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(run);
      }, settleMs);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
    await running;
  }
}
