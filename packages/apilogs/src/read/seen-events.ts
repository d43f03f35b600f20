const bucketMs = 10_000;

/** The ids of the events since some time. What is older is forgotten, so that it stays small. */
export class SeenEvents {
  readonly #buckets = new Map<number, Set<string>>();

  has(timestamp: number, id: string): boolean {
    return this.#buckets.get(Math.floor(timestamp / bucketMs))?.has(id) ?? false;
  }

  /** Returns whether it is new. */
  add(timestamp: number, id: string): boolean {
    const bucket = Math.floor(timestamp / bucketMs);
    const ids = this.#buckets.get(bucket) ?? new Set();
    if (ids.has(id)) return false;
    this.#buckets.set(bucket, ids.add(id));
    return true;
  }

  /** Forgets the events before a time, in milliseconds since 1970. */
  forgetBefore(timestamp: number): void {
    const first = Math.floor(timestamp / bucketMs);
    for (const bucket of this.#buckets.keys()) {
      if (bucket < first) this.#buckets.delete(bucket);
    }
  }
}
