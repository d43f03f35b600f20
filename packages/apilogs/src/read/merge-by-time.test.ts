import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeByTime } from './merge-by-time.ts';

interface Event {
  readonly time: number;
  readonly source: number;
  readonly sequence: number;
}

/** Pages that each take some turns of the event loop to arrive. */
async function* arriving(pages: readonly (readonly Event[])[], delays: readonly number[]) {
  for (const [index, page] of pages.entries()) {
    for (let turn = delays[index % delays.length] ?? 0; turn > 0; turn--) await Promise.resolve();
    yield page;
  }
}

function pagesOf(events: readonly Event[], sizes: readonly number[]): Event[][] {
  const rest = [...events];
  const pages: Event[][] = [];
  for (let index = 0; rest.length > 0; index++) pages.push(rest.splice(0, sizes[index % sizes.length] ?? 1));
  return pages;
}

async function merged(sequences: readonly AsyncGenerator<readonly Event[], void>[]): Promise<Event[]> {
  const all: Event[] = [];
  for await (const batch of mergeByTime(sequences, ({ time }) => time)) all.push(...batch);
  return all;
}

const times = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 40 });
const sizes = fc
  .array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 6 })
  .filter((list) => list.some(Boolean));
const delays = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 6 });
const sequence = fc.record({ times, sizes, delays, otherSizes: sizes, otherDelays: delays });

describe('mergeByTime', () => {
  it('has the same output for any pages in any order of arrival: every event once, by time, then by sequence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sequence, { maxLength: 8 }), async (given) => {
        const eventsOf = given.map(({ times: all }, source) =>
          all.toSorted((one, other) => one - other).map((time, index) => ({ time, source, sequence: index })),
        );
        const one = await merged(
          given.map((part, index) => arriving(pagesOf(eventsOf[index] ?? [], part.sizes), part.delays)),
        );
        const other = await merged(
          given.map((part, index) =>
            arriving(pagesOf(eventsOf[index] ?? [], part.otherSizes), part.otherDelays),
          ),
        );
        const expected = eventsOf
          .flat()
          .sort((a, b) => a.time - b.time || a.source - b.source || a.sequence - b.sequence);
        expect(one).toEqual(expected);
        expect(other).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('ends all sequences when the caller stops', async () => {
    const ended: number[] = [];
    async function* endless(source: number) {
      try {
        for (let time = 0; ; time++) yield [{ time, source, sequence: time }];
      } finally {
        ended.push(source);
      }
    }
    for await (const batch of mergeByTime([endless(0), endless(1)], ({ time }: Event) => time)) {
      if ((batch[0]?.time ?? 0) > 3) break;
    }
    expect(ended).toEqual([0, 1]);
  });

  it('ends the others and fails when one sequence fails', async () => {
    let isEnded = false;
    async function* slow(): AsyncGenerator<Event[], void> {
      try {
        for (;;) {
          await sleep(1);
          yield [{ time: 1, source: 0, sequence: 0 }];
        }
      } finally {
        isEnded = true;
      }
    }
    // biome-ignore lint/correctness/useYield: it fails before its first page
    async function* failing(): AsyncGenerator<Event[], void> {
      throw new Error('no page');
    }
    await expect(merged([slow(), failing()])).rejects.toThrow('no page');
    expect(isEnded).toBe(true);
  });
});
