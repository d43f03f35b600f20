/** Failures and requests of a pool's users, known and unknown ones alike. */
export interface Attempts {
  /** Whether the user has to wait before another password is looked at. */
  isLocked(name: string): boolean;
  failed(name: string): void;
  succeeded(name: string): void;
  /** Counts one more of something that may happen so often an hour; false when it is too often. */
  mayRepeat(what: string, perHour: number): boolean;
}

const failuresBeforeLock = 5;
const longestLockMs = 15 * 60_000;
const hourMs = 60 * 60_000;
/** More names than that are an attack; those that were counted first are forgotten. */
const maxNames = 10_000;

/** Five failures lock a user for one second, each further one for twice as long as the one before. */
export function createAttempts(now: () => number): Attempts {
  const failures = new Map<string, { count: number; lastAt: number; lockedUntil: number }>();
  const counts = new Map<string, { count: number; since: number }>();
  return {
    isLocked: (name) => (failures.get(name)?.lockedUntil ?? 0) > now(),
    failed(name) {
      const earlier = failures.get(name);
      const isRecent = earlier && now() - earlier.lastAt < longestLockMs;
      const count = isRecent ? earlier.count + 1 : 1;
      const over = count - failuresBeforeLock;
      const lockMs = over < 0 ? 0 : Math.min(2 ** over * 1000, longestLockMs);
      remember(failures, name, { count, lastAt: now(), lockedUntil: now() + lockMs });
    },
    succeeded: (name) => void failures.delete(name),
    mayRepeat(what, perHour) {
      const earlier = counts.get(what);
      const current = earlier && now() - earlier.since < hourMs ? earlier : { count: 0, since: now() };
      current.count += 1;
      remember(counts, what, current);
      return current.count <= perHour;
    },
  };
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > maxNames && oldest !== undefined) map.delete(oldest);
}
