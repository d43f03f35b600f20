import { afterEach, describe, expect, it } from 'vitest';
import { parseYamlTask } from '../cloudformation/parsing/parse-template.ts';
import { createLongWork, type LongWork } from './long-work.ts';
import { processId } from './testing/process-id.ts';
import { workerTask } from './worker-task.ts';

const processIdTask = workerTask(new URL('./testing/process-id.ts', import.meta.url).href, processId);

let longWork: LongWork;
afterEach(() => longWork.stop());

const manyValues = `[${'a,'.repeat(400_000)}]`;

describe('work in a worker', () => {
  it('returns the result, or throws what the work throws', async () => {
    longWork = createLongWork();
    expect(await longWork.run(parseYamlTask, 'a: !Ref b')).toEqual({ a: { Ref: 'b' } });
    await expect(longWork.run(parseYamlTask, 'a: !Foo b')).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Template format error: Unrecognized YAML tag !Foo',
    });
  });

  it('does one thing after another in as many workers as it may have', async () => {
    longWork = createLongWork({ milliseconds: 60_000, megabytes: 160, workers: 1 });
    const texts = ['a', 'b', 'c'];
    expect(await Promise.all(texts.map((text) => longWork.run(parseYamlTask, text)))).toEqual(texts);
  });

  it('is refused when as many wait as may', async () => {
    longWork = createLongWork({ milliseconds: 60_000, megabytes: 160, workers: 1, waiting: 1 });
    const accepted = ['a', 'b'].map((text) => longWork.run(parseYamlTask, text));
    await expect(longWork.run(parseYamlTask, 'c')).rejects.toThrow('1 already wait for a worker');
    expect(await Promise.all(accepted)).toEqual(['a', 'b']);
  });

  it('is ended when it takes too long; what waits is done in another worker', async () => {
    longWork = createLongWork({ milliseconds: 300, megabytes: 160, workers: 1 });
    const slow = longWork.run(parseYamlTask, manyValues);
    const waiting = longWork.run(parseYamlTask, manyValues);
    await expect(slow).rejects.toThrow('it takes longer than 0.3 seconds');
    await expect(waiting).rejects.toThrow('it takes longer than 0.3 seconds');
  });

  it('is ended when it takes too much memory', async () => {
    longWork = createLongWork({ milliseconds: 60_000, megabytes: 40, workers: 1 });
    await expect(longWork.run(parseYamlTask, manyValues)).rejects.toThrow('it takes more than 40 MB');
    await expect(longWork.run(parseYamlTask, 'next')).resolves.toBe('next');
  });

  it('is done in another worker after one that needed much memory', async () => {
    longWork = createLongWork({ milliseconds: 60_000, megabytes: 400, workers: 1 });
    const ids = new Set<unknown>();
    for (const text of ['a', 'a', `[${'{},'.repeat(300_000)}{}]`, 'a']) {
      await longWork.run(parseYamlTask, text);
      ids.add(await longWork.run(processIdTask, undefined));
    }
    expect(ids.size).toBe(2);
  });

  it('cannot end this process with a heap that JSON alone fills', async () => {
    longWork = createLongWork({ milliseconds: 60_000, megabytes: 40, workers: 1 });
    await expect(longWork.run(parseYamlTask, `[${'{},'.repeat(1_000_000)}{}]`)).rejects.toThrow(
      'it takes more than 40 MB',
    );
  });

  it('ends with the cloud', async () => {
    longWork = createLongWork();
    const endless = longWork.run(parseYamlTask, manyValues);
    const stopped = expect(endless).rejects.toThrow('The cloud stops.');
    await longWork.stop();
    await stopped;
  });
});
