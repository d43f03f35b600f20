import { describe, expect, it } from 'vitest';
import { type LongWork, TooMuchWork } from '../long-work/long-work.ts';
import { workerTask } from '../long-work/worker-task.ts';
import { type LongTasks, taskResult, withLongTasks } from './long-task.ts';

const task = workerTask(import.meta.url, (_text: string) => 'here');

/** A worker that returns the text it should parse, or fails. */
function tasksWith(failure?: Error): LongTasks & { readonly parsed: string[] } {
  const parsed: string[] = [];
  const run = async (_task: unknown, text: unknown) => {
    parsed.push(String(text));
    if (failure) throw failure;
    return text;
  };
  return { longWork: { run, stop: async () => {} } as LongWork, results: undefined, parsed };
}

function reading(tasks: LongTasks, attempts: string[] = []) {
  return withLongTasks(tasks, (texts: readonly string[]) => {
    attempts.push('start');
    const read = texts.map((text) => taskResult(tasks, task, text, text.length > 3));
    attempts.push('end');
    return read;
  }) as unknown as (texts: readonly string[]) => Promise<unknown[]>;
}

describe('a long task', () => {
  it('CF-32: is done in a worker, after which its operation starts over', async () => {
    const tasks = tasksWith();
    const attempts: string[] = [];
    expect(await reading(tasks, attempts)(['long 1', 'abc', 'long 2'])).toEqual(['long 1', 'here', 'long 2']);
    expect(tasks.parsed).toEqual(['long 1', 'long 2']);
    expect(attempts).toEqual(['start', 'start', 'start', 'end']);
  });

  it('CF-32: keeps operations apart that are under way at the same time', async () => {
    const tasks = tasksWith();
    const read = reading(tasks);
    expect(await Promise.all([read(['first']), read(['second'])])).toEqual([['first'], ['second']]);
  });

  it('CF-32: refuses the operation when it takes too much', async () => {
    const tasks = tasksWith(new TooMuchWork('it takes longer than 10 seconds'));
    await expect(reading(tasks)(['long'])).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'The template cannot be read: it takes longer than 10 seconds.',
    });
  });

  it('is done at once without workers', async () => {
    expect(await reading({ longWork: undefined, results: undefined })(['long'])).toEqual(['here']);
  });
});
