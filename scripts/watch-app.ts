import { watch } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WatchEvent } from '@samples/deployment';

export interface WatchAppOptions {
  /** The folder of the app. What is installed or built in it does not count. */
  readonly folder: string;
  readonly publish: () => Promise<void>;
  readonly report: (event: WatchEvent) => void;
  readonly signal: AbortSignal;
}

/** One save is several events, which are published once. */
const settleMs = 50;

/** Publishes a web app after each save, until `signal` aborts. A save meanwhile is published after it. */
export async function watchApp({ folder, publish, report, signal }: WatchAppOptions): Promise<void> {
  let running = Promise.resolve();
  let isDue = false;

  async function run(): Promise<void> {
    // Counted from the first save: counted from the last one, constant saves would put it off for ever.
    await sleep(settleMs);
    isDue = false;
    if (signal.aborted) return;
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
      if (isDue || /(^|[\\/])(node_modules|dist|test)([\\/]|$)/.test(filename ?? '')) continue;
      isDue = true;
      running = running.then(run);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await running;
  }
}
