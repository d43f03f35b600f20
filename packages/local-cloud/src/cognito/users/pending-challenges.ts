import { randomBytes } from 'node:crypto';

/** Sign-ins that wait for their next request. */
export interface PendingChallenges<Challenge> {
  /** The token by which the next request names it. */
  open(challenge: Challenge, lifetimeMs: number): string;
  /** What waits, without taking it. */
  find(token: string): Challenge | undefined;
  /** Each challenge is taken once. */
  take(token: string): Challenge | 'unknown' | 'expired' | 'used';
}

/** Each may hold what a long URL says; with more than that the oldest have to begin again. */
const maxPending = 1000;

export function createPendingChallenges<Challenge>(
  now: () => number,
  newToken = () => randomBytes(96).toString('base64'),
): PendingChallenges<Challenge> {
  const pending = new Map<string, { challenge: Challenge | undefined; readonly expires: number }>();
  return {
    open(challenge, lifetimeMs) {
      const token = newToken();
      pending.set(token, { challenge, expires: now() + lifetimeMs });
      const [oldest] = pending.keys();
      if (pending.size > maxPending && oldest !== undefined) pending.delete(oldest);
      return token;
    },
    find: (token) => {
      const entry = pending.get(token);
      return entry && entry.expires > now() ? entry.challenge : undefined;
    },
    take(token) {
      const entry = pending.get(token);
      if (!entry) return 'unknown';
      if (entry.expires <= now()) return 'expired';
      const { challenge } = entry;
      entry.challenge = undefined;
      return challenge ?? 'used';
    },
  };
}
