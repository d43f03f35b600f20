/** How long the recent invocations of a function took. */
export interface Pace {
  note(millis: number): void;
  /** About the median; infinite before the first. */
  usualMillis(): number;
}

/** Each run moves the figure by a tenth, up or down, so that a few slow or quick ones hardly count. */
export function createPace(): Pace {
  let usual = Number.POSITIVE_INFINITY;
  return {
    note(millis) {
      usual = usual === Number.POSITIVE_INFINITY ? millis : usual * (millis > usual ? 1.1 : 0.9);
    },
    usualMillis: () => usual,
  };
}
