import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { keyOf, openCheckpoint } from './checkpoint.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'checkpoint-'));
afterAll(() => rm(folder, { recursive: true }));

const statistics = [{ hazard: 1.0461031177542928, pval: 5e-324 }];

describe('a checkpoint', () => {
  it('gives back every digit of what was added, past lines that a kill has torn', async () => {
    const file = path.join(folder, 'torn');
    await writeFile(file, '["whole",[]]\n17\n["torn",[{"haz');
    const first = openCheckpoint(file);
    expect(first.find('whole')).toEqual([]);
    expect(first.find('torn')).toBeUndefined();
    first.add('later', statistics);
    first.close();
    const second = openCheckpoint(file);
    expect(second.find('later')).toEqual(statistics);
    second.discard();
    await expect(readFile(file)).rejects.toThrow(/ENOENT/);
  });
});

describe('the key of a request', () => {
  const request = { times: [1, 2], events: [1, 0], values_by_record: [[3, 4]] };

  it.each([
    { ...request, times: [1, 2.5] },
    { ...request, events: [0, 1] },
    { ...request, values_by_record: [[3], [4]] },
    { ...request, values_by_record: [[3, 4 + 1e-15]] },
  ])('differs for other numbers: %j', (other) => {
    expect(keyOf(other)).not.toBe(keyOf(request));
  });

  it('is the same for the same numbers', () => {
    expect(keyOf(structuredClone(request))).toBe(keyOf(request));
  });
});
