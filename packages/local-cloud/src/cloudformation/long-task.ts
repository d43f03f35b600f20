import type { LongWork } from '../long-work/long-work.ts';
import { TooMuchWork } from '../long-work/long-work.ts';
import type { WorkerTask } from '../long-work/worker-task.ts';
import { validationError } from './errors.ts';

/**
 * Operations are synchronous, so that nothing happens between their checks and their changes. A task that is too
 * long for that is done in a worker first: the operation is left at the task and starts over with the result.
 */
export interface LongTasks {
  readonly longWork: LongWork | undefined;
  /** What the operation under way was left for so far, by task and input. */
  results: Map<string, () => unknown> | undefined;
}

/** Snippets, transforms and macros of one template; an operation is read again after each. */
const mostTasks = 100;

/** Leaves an operation until a task is done. */
class Unfinished extends Error {
  readonly key: string;
  readonly work: () => Promise<unknown>;

  constructor(key: string, work: () => Promise<unknown>) {
    super('a task is not done yet');
    this.key = key;
    this.work = work;
  }
}

/** The result of a task, which a worker does if it is long. */
export function taskResult<Input, Output>(
  { longWork, results }: LongTasks,
  task: WorkerTask<Input, Output>,
  input: Input,
  isLong: boolean,
): Output {
  if (!isLong || !longWork || !results) return task.run(input);
  const key = `${task.run.name} ${JSON.stringify(input)}`;
  return awaited({ results }, key, () => longWork.run(task, input));
}

/** The result of work that cannot be done at once. */
export function awaited<Output>(
  { results }: Pick<LongTasks, 'results'>,
  key: string,
  work: () => Promise<Output>,
): Output {
  const done = results?.get(key);
  if (done) return done() as Output;
  throw new Unfinished(key, work);
}

/** The operation of a table, started over each time that a task of it was done in a worker. */
export function withLongTasks<Arguments extends unknown[], Output>(
  tasks: LongTasks,
  operation: (...given: Arguments) => Output,
): (...given: Arguments) => Promise<Output> {
  return async (...given) => {
    const results = new Map<string, () => unknown>();
    for (;;) {
      tasks.results = results;
      try {
        return operation(...given);
      } catch (error) {
        if (!(error instanceof Unfinished)) throw error;
        if (results.size >= mostTasks)
          throw validationError(`The template needs more than ${mostTasks} steps.`);
        results.set(error.key, await settled(error.work()));
      } finally {
        tasks.results = undefined;
      }
    }
  };
}

async function settled(work: Promise<unknown>): Promise<() => unknown> {
  try {
    const result = await work;
    return () => result;
  } catch (error) {
    return () => {
      if (!(error instanceof TooMuchWork)) throw error;
      throw validationError(`The template cannot be read: ${error.message}.`);
    };
  }
}
