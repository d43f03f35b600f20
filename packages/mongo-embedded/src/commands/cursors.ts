import { calculateObjectSize, Long } from 'bson';
import { MongoError } from '../mongo-error.ts';
import { largestDocument } from '../store/collection.ts';
import type { Document } from '../values/document.ts';

export interface Batch {
  readonly id: Long;
  readonly documents: Document[];
}

/** Results that are handed out in batches. A cursor sees the documents as they were when it was opened. */
export interface Cursors {
  open(namespace: string, documents: readonly Document[], batchSize: number): Batch;
  next(id: Long, namespace: string, batchSize: number): Batch;
  /** Whether there was one to end. */
  kill(id: Long): boolean;
}

/** MongoDB ends a cursor that nobody reads from for 10 minutes. */
const idleMs = 10 * 60_000;

export function createCursors(): Cursors {
  const cursors = new Map<string, { namespace: string; rest: readonly Document[]; usedAt: number }>();
  let lastId = 0;

  function removeIdle(): void {
    for (const [id, { usedAt }] of cursors) if (Date.now() - usedAt > idleMs) cursors.delete(id);
  }

  function batch(id: Long, namespace: string, rest: readonly Document[], batchSize: number): Batch {
    const count = countThatFits(rest, batchSize);
    if (count === rest.length) cursors.delete(String(id));
    else cursors.set(String(id), { namespace, rest: rest.slice(count), usedAt: Date.now() });
    return { id: count === rest.length ? Long.ZERO : id, documents: rest.slice(0, count) };
  }

  return {
    open(namespace, documents, batchSize) {
      removeIdle();
      lastId++;
      return batch(Long.fromNumber(lastId), namespace, documents, batchSize);
    },
    next(id, namespace, batchSize) {
      const cursor = cursors.get(String(id));
      if (!cursor) throw new MongoError(43, `cursor id ${id} not found`);
      if (cursor.namespace !== namespace)
        throw new MongoError(
          13,
          `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
        );
      return batch(id, namespace, cursor.rest, batchSize);
    },
    kill: (id) => cursors.delete(String(id)),
  };
}

/** As many as asked for, and no more bytes than the largest document has. */
function countThatFits(documents: readonly Document[], batchSize: number): number {
  let bytes = 0;
  let count = 0;
  for (const document of documents) {
    bytes += calculateObjectSize(document);
    if (count >= batchSize || (count > 0 && bytes > largestDocument)) break;
    count++;
  }
  return count;
}
