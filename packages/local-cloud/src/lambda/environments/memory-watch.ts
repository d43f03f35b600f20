import { readFileSync } from 'node:fs';

/** Watches the memory of a process while an invocation runs in it. */
export interface MemoryWatch {
  start(): void;
  stop(): void;
  /** The most so far, in MB, as Lambda reports it: never more than the limit. 0 where the system does not say. */
  peak(): number;
}

const intervalMs = 50;
/** The system keeps the highest value itself, so that it is read only now and then after short runs. */
const restIntervalMs = 250;
const isReadable = process.platform === 'linux';

/** Calls `exceeded` when the process holds more than `limit` MB. Elsewhere than on Linux only V8's heap is limited. */
export function watchMemory(pid: number | undefined, limit: number, exceeded: () => void): MemoryWatch {
  let peak = 0;
  let sampledAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let runs = 0;
  let runsAtLastTick = 0;
  let isRunning = false;

  /** A run shorter than a whole interval costs no look; the timer ends when nothing runs. */
  function tick(): void {
    if (runs === runsAtLastTick && isRunning && sample() > limit) exceeded();
    runsAtLastTick = runs;
    if (isRunning) return;
    clearInterval(timer);
    timer = undefined;
  }

  function sample(): number {
    sampledAt = performance.now();
    const { current, highest } = residentMegabytes(pid);
    peak = Math.max(peak, highest);
    return current;
  }

  return {
    start() {
      if (!isReadable) return;
      runs += 1;
      isRunning = true;
      timer ??= setInterval(tick, intervalMs).unref();
    },
    stop() {
      isRunning = false;
      if (isReadable && (sampledAt === 0 || performance.now() - sampledAt > restIntervalMs)) sample();
    },
    peak: () => Math.min(Math.ceil(peak), limit),
  };
}

function residentMegabytes(pid: number | undefined): { current: number; highest: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return { current: kilobytes(status, 'VmRSS') / 1024, highest: kilobytes(status, 'VmHWM') / 1024 };
  } catch {
    return { current: 0, highest: 0 };
  }
}

function kilobytes(status: string, name: string): number {
  const at = status.indexOf(`${name}:`);
  return at < 0 ? 0 : Number.parseInt(status.slice(at + name.length + 1), 10);
}
