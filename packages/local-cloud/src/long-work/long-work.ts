import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ServiceError } from '../aws/service-error.ts';
import type { Outcome, Report, WorkMessage } from './worker.ts';
import type { WorkerTask } from './worker-task.ts';

/**
 * Work that would hold the event loop for too long, done in a worker that is ended when it takes too much. Workers are
 * processes: V8 ends the whole process of a thread whose heap is full.
 */
export interface LongWork {
  /** Rejects with a `ServiceError` that the work throws, with `TooMuchWork` at a limit, and with `TooManyWait`. */
  run<Input, Output>(task: WorkerTask<Input, Output>, input: Input): Promise<Awaited<Output>>;
  stop(): Promise<void>;
}

export class TooMuchWork extends Error {}

/** The queue for the workers is full. */
export class TooManyWait extends Error {}

export interface LongWorkLimits {
  readonly milliseconds: number;
  /** The largest V8 heap of one worker. */
  readonly megabytes: number;
  readonly workers: number;
  /** How many jobs may wait for a worker; unlimited if absent. */
  readonly waiting?: number;
}

const defaultLimits: LongWorkLimits = { milliseconds: 30_000, megabytes: 160, workers: 2 };
/** A worker that has nothing to do is ended after this, which gives its memory back. */
const idleMs = 5_000;

interface Job {
  readonly message: WorkMessage;
  readonly resolve: (output: never) => void;
  readonly reject: (error: Error) => void;
}

export function createLongWork(limits: LongWorkLimits = defaultLimits): LongWork {
  const waiting: Job[] = [];
  const idle = new Set<WorkerProcess>();
  const workers = new Set<WorkerProcess>();

  function startNext(): void {
    if (waiting.length === 0) return;
    const worker = idle.values().next().value ?? (workers.size < limits.workers ? newWorker() : undefined);
    const job = worker && waiting.shift();
    if (!job) return;
    idle.delete(worker);
    worker.start(job);
  }

  function newWorker(): WorkerProcess {
    const worker = workerProcess(limits, {
      free: () => idle.add(worker),
      ended() {
        idle.delete(worker);
        workers.delete(worker);
      },
      next: startNext,
    });
    workers.add(worker);
    return worker;
  }

  return {
    run: ({ module, run: { name } }, input) =>
      new Promise((resolve, reject) => {
        waiting.push({ message: { module, name, input }, resolve, reject });
        startNext();
        if (waiting.length <= (limits.waiting ?? Infinity)) return;
        waiting.pop();
        reject(new TooManyWait(`${limits.waiting} already wait for a worker`));
      }),
    async stop() {
      for (const job of waiting.splice(0)) job.reject(new TooMuchWork('The cloud stops.'));
      await Promise.all([...workers].map((worker) => worker.end()));
    },
  };
}

interface WorkerProcess {
  start(job: Job): void;
  end(): Promise<unknown>;
}

interface Owner {
  free(): void;
  ended(): void;
  next(): void;
}

function workerProcess({ milliseconds, megabytes }: LongWorkLimits, owner: Owner): WorkerProcess {
  const worker = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), {
    // Other options of this process, such as a debugger's port, are not for the worker.
    execArgv: [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=8'],
    env: { ...process.env, NODE_OPTIONS: '' },
    serialization: 'advanced',
    // What V8 prints about a full heap is reported as an error here.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const exited = new Promise((resolve) => worker.once('exit', resolve));
  let hasEnded = false;
  let job: Job | undefined;
  let limit: NodeJS.Timeout | undefined;

  function settle(finish: (job: Job) => void): void {
    clearTimeout(limit);
    const settled = job;
    job = undefined;
    if (settled) finish(settled);
  }

  function fail(error: Error): void {
    if (hasEnded) return;
    hasEnded = true;
    owner.ended();
    settle(({ reject }) => reject(error));
    worker.kill('SIGKILL');
    owner.next();
  }

  worker.on('message', (outcome: Report) => {
    settle(({ resolve, reject }) => {
      if ('output' in outcome) resolve(outcome.output as never);
      else reject(errorOf(outcome));
    });
    if (outcome.hasGrown) return fail(new TooMuchWork('unused'));
    hold('unref');
    limit = setTimeout(() => fail(new TooMuchWork('unused')), idleMs).unref();
    owner.free();
    owner.next();
  });
  worker.on('error', fail);
  // A worker exits by itself only when its heap is full.
  worker.on('exit', () => fail(new TooMuchWork(`it takes more than ${megabytes} MB`)));

  /** Whether this process waits for the worker before it ends. */
  function hold(change: 'ref' | 'unref'): void {
    worker[change]();
    worker.channel?.[change]();
  }

  return {
    start(next) {
      clearTimeout(limit);
      job = next;
      hold('ref');
      const late = new TooMuchWork(`it takes longer than ${milliseconds / 1000} seconds`);
      limit = setTimeout(() => fail(late), milliseconds);
      worker.send(next.message);
    },
    async end() {
      settle(({ reject }) => reject(new TooMuchWork('The cloud stops.')));
      hasEnded = true;
      worker.kill('SIGKILL');
      await exited;
    },
  };
}

function errorOf(outcome: Exclude<Outcome, { output: unknown }>): Error {
  if ('refusal' in outcome) {
    const { code, message, statusCode, fields } = outcome.refusal;
    return new ServiceError(code, message, statusCode, fields);
  }
  return new Error(`A task in a worker failed: ${outcome.bug}`);
}
