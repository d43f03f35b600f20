import { readFileSync } from 'node:fs';

/** Watches what a process holds in memory while something runs in it. */
export interface MemoryWatch {
  start(): void;
  stop(): void;
  /** The most seen so far, in MB; 0 where the system does not tell. */
  peak(): number;
}

const intervalMs = 50;
const pageBytes = 4096;
const isReadable = process.platform === 'linux';

/** Calls `exceeded` when the process holds more than `limit` MB. Elsewhere than on Linux only V8's heap is limited. */
export function watchMemory(pid: number | undefined, limit: number, exceeded: () => void): MemoryWatch {
  let peak = 0;
  let sampledAt = 0;
  let timer: NodeJS.Timeout | undefined;

  function sample(): void {
    if (pid === undefined) return;
    sampledAt = performance.now();
    const used = residentMegabytes(pid);
    peak = Math.max(peak, used);
    if (used > limit) exceeded();
  }

  return {
    start() {
      if (isReadable) timer ??= setInterval(sample, intervalMs).unref();
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
      if (isReadable && performance.now() - sampledAt > intervalMs) sample();
    },
    peak: () => Math.ceil(peak),
  };
}

function residentMegabytes(pid: number): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
    return (pages * pageBytes) / (1024 * 1024);
  } catch {
    return 0;
  }
}
