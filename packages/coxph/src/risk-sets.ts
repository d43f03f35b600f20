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

export function layOutRiskSets(times: Float64Array, events: ArrayLike<number>): RiskSets {
  const timeOrder = Int32Array.from(times.keys()).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  const slots = new Int32Array(times.length);
  const deathStarts: number[] = [];
  const groupEnds: number[] = [];
  let slot = 0;
  for (let end = times.length; end > 0; ) {
    const start = firstTied(times, timeOrder, end);
    const isEvent = (rank: number) => events[timeOrder[rank] ?? 0] === 1;
    for (let rank = end - 1; rank >= start; rank--) if (!isEvent(rank)) slots[rank] = slot++;
    const deathStart = slot;
    for (let rank = end - 1; rank >= start; rank--) if (isEvent(rank)) slots[rank] = slot++;
    if (slot > deathStart) {
      deathStarts.push(deathStart);
      groupEnds.push(slot);
    }
    end = start;
  }
  return {
    timeOrder,
    slots,
    deathStarts: Int32Array.from(deathStarts),
    groupEnds: Int32Array.from(groupEnds),
  };
}

function firstTied(times: Float64Array, timeOrder: Int32Array, end: number): number {
  const time = times[timeOrder[end - 1] ?? 0];
  let start = end - 1;
  while (start > 0 && times[timeOrder[start - 1] ?? 0] === time) start--;
  return start;
}
