/** The responses of one stage by their keys. Those that were used least recently make room for new ones. */
export interface StageCache<Response> {
  /** `now` is in milliseconds since 1970. */
  get(key: string, now: number): Response | undefined;
  /** Keeps a response of this many bytes until `expiresAt`, unless it is longer than AWS caches. */
  set(key: string, response: Response, bytes: number, expiresAt: number): void;
  flush(): void;
}

const maxResponseBytes = 1024 * 1024;
/** A stage's cache has half a gigabyte and more on AWS. */
const maxBytes = 64 * 1024 * 1024;
/** What an entry takes besides its key and response, about. */
const overheadBytes = 200;

interface Entry<Response> {
  readonly response: Response;
  readonly bytes: number;
  readonly expiresAt: number;
}

export function createStageCache<Response>(): StageCache<Response> {
  // A map keeps the order of insertion: what is used moves to the end.
  const entries = new Map<string, Entry<Response>>();
  let bytesInUse = 0;

  function remove(key: string): Entry<Response> | undefined {
    const entry = entries.get(key);
    if (!entry) return undefined;
    entries.delete(key);
    bytesInUse -= entry.bytes;
    return entry;
  }

  function add(key: string, entry: Entry<Response>): void {
    entries.set(key, entry);
    bytesInUse += entry.bytes;
  }

  return {
    get(key, now) {
      const entry = remove(key);
      if (!entry || entry.expiresAt <= now) return undefined;
      add(key, entry);
      return entry.response;
    },
    set(key, response, bytes, expiresAt) {
      remove(key);
      if (bytes > maxResponseBytes) return;
      add(key, { response, bytes: bytes + key.length * 2 + overheadBytes, expiresAt });
      for (const oldest of entries.keys()) {
        if (bytesInUse <= maxBytes) return;
        remove(oldest);
      }
    },
    flush() {
      entries.clear();
      bytesInUse = 0;
    },
  };
}
