/** Recent results by key. The oldest are dropped when the cache is full. */
export interface ResultCache<Result> {
  get(key: string): Result | undefined;
  set(key: string, result: Result): void;
}

const maxEntries = 1000;

/** `now` returns milliseconds since 1970. */
export function createResultCache<Result>(
  lifetimeMillis: number,
  now: () => number = Date.now,
): ResultCache<Result> {
  const entries = new Map<string, { readonly result: Result; readonly expiresAt: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry && entry.expiresAt > now()) return entry.result;
      entries.delete(key);
      return undefined;
    },
    set(key, result) {
      entries.delete(key);
      entries.set(key, { result, expiresAt: now() + lifetimeMillis });
      const [oldest] = entries.keys();
      if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    },
  };
}
