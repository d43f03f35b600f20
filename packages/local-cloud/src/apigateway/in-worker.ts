import { type LongWork, TooManyWait } from '../long-work/long-work.ts';
import type { WorkerTask } from '../long-work/worker-task.ts';
import { GatewayFault } from './gateway-responses/gateway-fault.ts';

/** Runs a step's long work in a worker. A client that comes when too many wait is throttled. */
export async function inWorker<Input, Output>(
  work: LongWork,
  task: WorkerTask<Input, Output>,
  input: Input,
): Promise<Awaited<Output>> {
  try {
    return await work.run(task, input);
  } catch (error) {
    throw error instanceof TooManyWait ? new GatewayFault('THROTTLED', 'Too Many Requests') : error;
  }
}
