const noise = Math.sqrt(Number.EPSILON);

/** The place of each time among the distinct ones, from 0, and how many those are. */
export interface TimeRanks {
  readonly ranks: Int32Array;
  readonly rankCount: number;
}

/**
 * Ranks times, and takes those that differ by rounding noise for tied: a step between neighbouring distinct times is
 * noise where it, or its ratio to the mean distinct time, is at most √ε ≈ 1.5e-8. Source: R survival, `aeqSurv`,
 * which `coxph` applies unless called with `timefix = FALSE`.
 */
export function rankTimes(times: Float64Array): TimeRanks {
  const distinct = times
    .toSorted()
    .filter((time, place, sorted) => place === 0 || time !== sorted[place - 1]);
  const mean = distinct.reduce((sum, time) => sum + time, 0) / distinct.length;
  const firsts = distinct.filter((time, place) => {
    const step = time - (distinct[place - 1] ?? Number.NEGATIVE_INFINITY);
    return step > noise && step / mean > noise;
  });
  const ranks = new Int32Array(times.map((time) => lastNotAbove(firsts, time)));
  return { ranks, rankCount: firsts.length };
}

/** Halves the range that holds the last of the ascending `firsts` that is not above `time`. */
function lastNotAbove(firsts: Float64Array, time: number): number {
  let low = 0;
  let high = firsts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((firsts[middle] ?? 0) <= time) low = middle;
    else high = middle;
  }
  return low;
}
