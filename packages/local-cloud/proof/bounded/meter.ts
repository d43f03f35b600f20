// Loaded before the cloud's own code: reports how long its event loop was held and how much memory it had.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export interface Reading {
  /** The longest that the main thread ran between two looks, in milliseconds of processor time. */
  readonly heldMs: number;
  /** The most memory of the process and, on Linux, of those that it started, in megabytes. */
  readonly megabytes: number;
}

const lookMs = 5;
const megabyte = 1024 ** 2;
let [held, memory] = [0, 0];
let [cpu, at] = [process.threadCpuUsage(), performance.now()];

setInterval(() => {
  // A busy machine stops the process now and then; processor time alone says what the loop did itself.
  const { user, system } = process.threadCpuUsage(cpu);
  const elapsed = performance.now() - at;
  held = Math.max(held, Math.min((user + system) / 1000, elapsed));
  memory = Math.max(memory, residentSize());
  [cpu, at] = [process.threadCpuUsage(), performance.now()];
}, lookMs).unref();

process.on('message', (message) => {
  if (message !== 'read') return;
  const reading: Reading = { heldMs: Math.round(held), megabytes: Math.round(memory / megabyte) };
  process.send?.(reading);
  [held, memory] = [0, residentSize()];
});
process.channel?.unref();

const pageSize = 4096;

/** In bytes; what the processes share, such as Node's own code, counts once. */
function residentSize(): number {
  return childIds().reduce((sum, id) => sum + pagesOf(id) * pageSize, process.memoryUsage.rss());
}

function childIds(): string[] {
  return contentOf(`/proc/self/task/${process.pid}/children`).split(' ').filter(Boolean);
}

function pagesOf(id: string): number {
  const [, resident = 0, shared = 0] = contentOf(`/proc/${id}/statm`).split(' ').map(Number);
  return resident - shared;
}

/** Empty for a process that has ended, and where there is no such file. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
