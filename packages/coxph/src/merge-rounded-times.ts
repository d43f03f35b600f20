const tolerance = Math.sqrt(Number.EPSILON);

/**
 * Gives times that differ only by rounding noise one common value, so that they count as tied. A step between
 * neighbouring distinct times is noise when it, or its ratio to the mean distinct time, is at most √ε ≈ 1.5e-8.
 * Source: R survival, `aeqSurv`, which `coxph` applies by default (`timefix = TRUE`).
 */
export function mergeRoundedTimes(times: Float64Array): Float64Array {
  const distinct = new Float64Array(new Set(times)).sort();
  const mean = distinct.reduce((sum, time) => sum + time, 0) / distinct.length;
  const merged = new Map<number, number>();
  let previous = Number.NEGATIVE_INFINITY;
  let first = previous;
  for (const time of distinct) {
    const step = time - previous;
    if (step > tolerance && step / mean > tolerance) first = time;
    merged.set(time, first);
    previous = time;
  }
  return times.map((time) => merged.get(time) ?? time);
}
