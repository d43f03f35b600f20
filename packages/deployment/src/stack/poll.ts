import { setTimeout as delay } from 'node:timers/promises';
import { DeployError } from '../deploy-error.ts';

/** How often to look, in milliseconds: from `first`, each pause half as long again, to `longest`; for `limit`. */
export interface Pace {
  first: number;
  longest: number;
  limit: number;
}

export const LOCAL_PACE: Pace = { first: 25, longest: 500, limit: 10 * 60_000 };
export const AWS_PACE: Pace = { first: 1_000, longest: 5_000, limit: 60 * 60_000 };

export interface PollOptions {
  /** What is awaited, for the message of a time-out: "the change set of crud-service". */
  what: string;
  pace: Pace;
  signal?: AbortSignal | undefined;
}

/** Looks until there is something to see. Throws when the pace's limit has passed or the signal is aborted. */
export async function poll<T>(
  look: () => Promise<T | undefined>,
  { what, pace, signal }: PollOptions,
): Promise<T> {
  const end = performance.now() + pace.limit;
  for (let pause = pace.first; ; pause = Math.min(pause * 1.5, pace.longest)) {
    signal?.throwIfAborted();
    const seen = await look();
    if (seen !== undefined) return seen;
    if (performance.now() + pause > end) {
      throw new DeployError(`${what} took longer than ${pace.limit / 60_000} minutes; it may still go on`);
    }
    await delay(pause, undefined, { signal });
  }
}
