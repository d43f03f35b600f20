import { setTimeout as delay } from 'node:timers/promises';

/** On AWS it takes some seconds until a changed policy is known everywhere, or a log can be read. */
export const defaultLimitMs = 60_000;
const pauseMs = 250;

/** Looks until there is something to see. Rejects when there is nothing in time: "Expected <what>". */
export async function until<T>(
  what: string,
  limitMs: number,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (performance.now() > end) throw new Error(`Expected ${what} within ${limitMs / 1000} seconds`);
    await delay(pauseMs);
  }
}
