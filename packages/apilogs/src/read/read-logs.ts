import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudWatchLogsClient, FilteredLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import { type LogEvent, logEvent } from '../log-event.ts';
import { isStreamOf, type LogSource } from '../log-source.ts';
import { groupPages } from './group-pages.ts';
import { mergeByTime } from './merge-by-time.ts';
import { RequestIdTracker } from './request-id-tracker.ts';
import { SeenEvents } from './seen-events.ts';

export interface ReadOptions {
  readonly client: CloudWatchLogsClient;
  readonly sources: readonly LogSource[];
  /** Both in milliseconds since 1970, both included. */
  readonly startTime: number;
  readonly endTime?: number | undefined;
  /** CloudWatch's filter pattern, such as `{ $.status = 500 }`. */
  readonly filterPattern?: string | undefined;
  /** Keeps reading new events, until the signal or the end time. */
  readonly watch?: boolean | undefined;
  /** The wait between two looks at the logs, in milliseconds. */
  readonly intervalMs?: number | undefined;
  /**
   * How much later than the newest event an older one may still arrive and be found when watching, in milliseconds.
   * Default: two minutes.
   */
  readonly lateMs?: number | undefined;
  /** Gets each failure after which watching goes on: throttling, the network, a fault of the service. */
  readonly onRetry?: ((error: Error) => void) | undefined;
  /** Ends the reading: the iteration ends without an error. */
  readonly signal?: AbortSignal | undefined;
}

/** The events of all sources in the order of time. Rejects with the SDK's error. */
export async function* readLogs(options: ReadOptions): AsyncGenerator<LogEvent, void> {
  for await (const batch of readLogBatches(options)) yield* batch;
}

/** The same in batches, which is several times as quick for a million events. */
export async function* readLogBatches(options: ReadOptions): AsyncGenerator<LogEvent[], void> {
  const stop = new AbortController();
  const end = () => stop.abort();
  options.signal?.addEventListener('abort', end);
  if (options.signal?.aborted) stop.abort();
  try {
    yield* options.watch ? watch(options, stop.signal) : readOnce(options, stop.signal);
  } catch (error) {
    if (!options.signal?.aborted) throw error;
  } finally {
    options.signal?.removeEventListener('abort', end);
    // Ends the requests that are still on their way.
    stop.abort();
  }
}

/** Events of all groups together that may be held; as many may be on their way. */
const maxHeldEvents = 8_000;

async function* readOnce(
  options: ReadOptions,
  signal: AbortSignal,
  tracker = new RequestIdTracker(),
  isWanted: (source: LogSource, event: FilteredLogEvent) => boolean = () => true,
): AsyncGenerator<LogEvent[], void> {
  const { sources, client, startTime, endTime, filterPattern } = options;
  const limit = Math.max(500, Math.min(10_000, Math.floor(maxHeldEvents / sources.length)));
  const pages = sources.map(async function* (source) {
    const query = { logGroupName: source.logGroupName, startTime, endTime, filterPattern, limit };
    const isOwn = streamCheck(source);
    for await (const page of groupPages(client, query, signal)) {
      const own = page.filter((event) => isOwn(event.logStreamName ?? '') && isWanted(source, event));
      yield own.map((event) => {
        const requestId = tracker.idOf(source, event.logStreamName ?? '', event.message ?? '');
        return logEvent(source, event, requestId);
      });
    }
  });
  yield* mergeByTime(pages, ({ timestamp }) => timestamp);
}

/** Remembers its last decision: thousands of events in a row are of one stream. */
function streamCheck(source: LogSource): (streamName: string) => boolean {
  let last: string | undefined;
  let isOwn = false;
  return (streamName) => {
    if (streamName !== last) isOwn = isStreamOf(source, streamName);
    last = streamName;
    return isOwn;
  };
}

const defaultIntervalMs = 1000;
const defaultLateMs = 120_000;

async function* watch(options: ReadOptions, signal: AbortSignal): AsyncGenerator<LogEvent[], void> {
  const {
    intervalMs = defaultIntervalMs,
    lateMs = defaultLateMs,
    endTime = Number.POSITIVE_INFINITY,
  } = options;
  const tracker = new RequestIdTracker();
  const seen = new SeenEvents();
  const keyOf = (source: LogSource, id: string | undefined) => `${source.logGroupName} ${id}`;
  const isUnseen = (source: LogSource, { timestamp = 0, eventId }: FilteredLogEvent) =>
    !seen.has(timestamp, keyOf(source, eventId));
  // By CloudWatch's clock, which ours need not agree with.
  let newestIngestion = 0;
  let { startTime } = options;
  // The next pass starts lateMs before the newest event; after a failed one no later than lateMs before where it ended.
  const nextStart = (readUntil: number) => Math.max(startTime, Math.min(readUntil, newestIngestion) - lateMs);
  for (;;) {
    const isLast = Date.now() > endTime;
    let readUntil = startTime;
    let hasFailed = false;
    try {
      for await (const batch of readOnce({ ...options, startTime }, signal, tracker, isUnseen)) {
        const fresh = batch.filter(({ timestamp, source, id }) => seen.add(timestamp, keyOf(source, id)));
        for (const { ingestionTime } of fresh) newestIngestion = Math.max(newestIngestion, ingestionTime);
        readUntil = batch.at(-1)?.timestamp ?? readUntil;
        seen.forgetBefore(nextStart(readUntil));
        if (fresh.length > 0) yield fresh;
      }
      readUntil = Number.POSITIVE_INFINITY;
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
      hasFailed = true;
      options.onRetry?.(error);
    }
    if (isLast && !hasFailed) return;
    startTime = nextStart(readUntil);
    await sleep(intervalMs, undefined, { signal });
  }
}

/** What the SDK's own retries, with growing pauses, did not outlast. */
export function isPassing(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const sdkError = error as Parameters<typeof isServerError>[0];
  return isThrottlingError(sdkError) || isTransientError(sdkError) || isServerError(sdkError);
}
