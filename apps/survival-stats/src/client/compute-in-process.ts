import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Statistics } from '../compute-statistics.ts';
import type { StatisticsRequest } from '../read-request.ts';
import { BatchError } from './analysis-error.ts';
import type { Compute } from './ask-service.ts';

export type WorkerAnswer = { readonly statistics: readonly Statistics[] } | { readonly refusal: string };

/** Computes as the deployed function does, in `threads` worker threads of this process. */
export function computeInProcess(threads: number): { compute: Compute; close: () => Promise<void> } {
  const program = new URL('./statistics-worker.ts', import.meta.url);
  const workers = Array.from({ length: threads }, () => new Worker(program));
  const idle = [...workers];
  const queue: ((worker: Worker) => void)[] = [];
  const takeWorker = async () => idle.pop() ?? new Promise<Worker>((resolve) => queue.push(resolve));
  const giveBack = (worker: Worker) => {
    const next = queue.shift();
    if (next) next(worker);
    else idle.push(worker);
  };
  return {
    async compute(request, signal) {
      const worker = await takeWorker();
      try {
        signal.throwIfAborted();
        return await ask(worker, request);
      } finally {
        giveBack(worker);
      }
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

async function ask(worker: Worker, request: StatisticsRequest): Promise<readonly Statistics[]> {
  const reply = once(worker, 'message');
  worker.postMessage(request);
  const [answer] = (await reply) as [WorkerAnswer];
  if ('refusal' in answer) throw new BatchError(`refused: ${answer.refusal}`);
  return answer.statistics;
}
