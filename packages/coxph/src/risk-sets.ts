import type { TimeRanks } from './rank-times.ts';

/**
 * The cohort in the order the sums over risk sets are taken: from the last time to the first, and at one time the
 * censored before the events, for a sample censored at a time is still at risk at it.
 *
 * Slots `groupEnds[g − 1]` to `deathStarts[g]` hold the censored that join the risk set since the group before,
 * `deathStarts[g]` to `groupEnds[g]` the tied events. Slots after the last group were censored before any event:
 * they are never at risk.
 */
export interface RiskSets {
  /** Sample numbers by ascending time. */
  readonly timeOrder: Int32Array;
  /** The slot of the sample at the same place of `timeOrder`. */
  readonly slots: Int32Array;
  readonly deathStarts: Int32Array;
  readonly groupEnds: Int32Array;
}

export function layOutRiskSets({ ranks, rankCount }: TimeRanks, events: Float64Array): RiskSets {
  const { timeOrder, starts } = orderByRank(ranks, rankCount);
  const slots = new Int32Array(ranks.length);
  const deathStarts: number[] = [];
  const groupEnds: number[] = [];
  let next = 0;
  for (let rank = rankCount - 1; rank >= 0; rank--) {
    const start = starts[rank] ?? 0;
    const end = starts[rank + 1] ?? 0;
    const place = (event: number) => {
      for (let at = end - 1; at >= start; at--) if (events[timeOrder[at] ?? 0] === event) slots[at] = next++;
    };
    place(0);
    const deathStart = next;
    place(1);
    if (next === deathStart) continue;
    deathStarts.push(deathStart);
    groupEnds.push(next);
  }
  return {
    timeOrder,
    slots,
    deathStarts: Int32Array.from(deathStarts),
    groupEnds: Int32Array.from(groupEnds),
  };
}

/** Sorts by counting, which keeps tied samples in their own order; rank r begins at `starts[r]`. */
function orderByRank(ranks: Int32Array, rankCount: number): { timeOrder: Int32Array; starts: Int32Array } {
  const starts = new Int32Array(rankCount + 1);
  for (const rank of ranks) starts[rank + 1] = (starts[rank + 1] ?? 0) + 1;
  for (let rank = 0; rank < rankCount; rank++)
    starts[rank + 1] = (starts[rank + 1] ?? 0) + (starts[rank] ?? 0);
  const free = starts.slice();
  const timeOrder = new Int32Array(ranks.length);
  ranks.forEach((rank, sample) => {
    const at = free[rank] ?? 0;
    timeOrder[at] = sample;
    free[rank] = at + 1;
  });
  return { timeOrder, starts };
}
