import { setTimeout as sleep } from 'node:timers/promises';
import type { LogEvent } from '../log-event.ts';
import { isPassing } from '../read/read-logs.ts';
import { type TraceOptions, traceRequest } from './trace-request.ts';

export interface WatchRequestOptions extends TraceOptions {
  /** The wait between two looks at the logs, in milliseconds. */
  readonly intervalMs?: number;
  /** Gets each failure after which watching goes on. */
  readonly onRetry?: (error: Error) => void;
}

/**
 * What was before the request, or before the last look that found nothing, is not read again: further looks would read
 * a day of logs each second. So much earlier lines of it may still arrive, or have been logged by a clock that is slow.
 */
const lookBackMs = 600_000;

/** The events of one request, then what is new of it, until the signal or the end time. Rejects with the SDK's error. */
export async function* watchRequest({
  intervalMs = 1000,
  onRetry,
  ...options
}: WatchRequestOptions): AsyncGenerator<LogEvent[], void> {
  const { endTime = Number.POSITIVE_INFINITY, signal } = options;
  let { startTime } = options;
  const seen = new Set<string>();
  for (;;) {
    const now = Date.now();
    const isLast = now > endTime;
    try {
      const events = await traceRequest({ ...options, startTime });
      const fresh = events.filter(({ source, id }) => !seen.has(`${source.logGroupName} ${id}`));
      for (const { source, id } of fresh) seen.add(`${source.logGroupName} ${id}`);
      if (fresh.length > 0) yield fresh;
      if (isLast) return;
      startTime = Math.max(startTime, (events[0]?.timestamp ?? now) - lookBackMs);
    } catch (error) {
      if (signal?.aborted) return;
      if (!isPassing(error)) throw error;
      onRetry?.(error);
    }
    // Ends early when the signal does, and so does the next look.
    await sleep(intervalMs, undefined, { signal }).catch(() => {});
  }
}
