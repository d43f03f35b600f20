import type { Clock } from '../schedules/clock.ts';

/** A clock that stands still until a test moves it. */
export function manualClock(start: string): Clock & { moveTo(time: string): void } {
  let now = Date.parse(start);
  const waiting = new Set<{ readonly time: number; readonly callback: () => void }>();
  return {
    now: () => now,
    at(time, callback) {
      const entry = { time, callback };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
    moveTo(text) {
      const end = Date.parse(text);
      for (;;) {
        const [first] = [...waiting].sort((a, b) => a.time - b.time);
        if (!first || first.time > end) break;
        waiting.delete(first);
        now = first.time;
        first.callback();
      }
      now = end;
    },
  };
}
