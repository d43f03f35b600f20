import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { type LogEvent, logEvent } from '../log-event.ts';
import { isStreamOf, type LogSource } from '../log-source.ts';
import { type GroupQuery, groupPages } from '../read/group-pages.ts';
import { ownRequestId, relatedRequestIds, searchedId } from './request-ids.ts';

export interface TraceOptions {
  readonly client: CloudWatchLogsClient;
  readonly sources: readonly LogSource[];
  /** The gateway's id of a request, a function's, or a trace id, also as `Root=1-…;Parent=…`. */
  readonly id: string;
  /** Both in milliseconds since 1970. */
  readonly startTime: number;
  readonly endTime?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Thrown where one request has more events than may be held. */
export const maxTracedEvents = 50_000;

/**
 * All events of one request in the order of time, over the gateway's logs and all functions'. Ids lead to further
 * ids: the gateway's log names the function's id, which finds the lines of a function that does not log the gateway's.
 * Of each invocation found, the lines without any id are there too. Rejects with the SDK's error.
 */
export async function traceRequest(options: TraceOptions): Promise<LogEvent[]> {
  const trace = new Trace(options);
  await trace.follow(searchedId(options.id));
  await trace.completeInvocations();
  return trace.events();
}

class Trace {
  readonly #options: TraceOptions;
  readonly #signal: AbortSignal;
  readonly #followed = new Set<string>();
  readonly #found = new Map<string, LogEvent>();

  constructor(options: TraceOptions) {
    this.#options = options;
    this.#signal = options.signal ?? new AbortController().signal;
  }

  events(): LogEvent[] {
    const rank = new Map(this.#options.sources.map((source, index) => [source, index]));
    const rankOf = ({ source }: LogEvent) => rank.get(source) ?? 0;
    return [...this.#found.values()].sort(
      (one, other) =>
        one.timestamp - other.timestamp || rankOf(one) - rankOf(other) || (one.id < other.id ? -1 : 1),
    );
  }

  async follow(id: string): Promise<void> {
    if (this.#followed.has(id)) return;
    this.#followed.add(id);
    // Quotation marks make any id one term, a trace id with its hyphens too.
    const filterPattern = `"${id.replace(/["\\]/g, '\\$&')}"`;
    const pages = await Promise.all(
      this.#options.sources.map((source) => this.#read(source, { filterPattern })),
    );
    const events = pages.flat();
    const gateways = events.filter(({ source }) => source.kind !== 'function');
    for (const next of idsIn(gateways)) await this.follow(next);
    // Another invocation may only mention the id. It is asked where the gateway names none.
    const functions = events.filter(({ source }) => source.kind === 'function');
    const isNamed = functions.some(
      ({ requestId }) => requestId !== undefined && this.#followed.has(requestId),
    );
    if (!isNamed) for (const next of idsIn(functions)) await this.follow(next);
  }

  /** Adds what stands between START and REPORT of each invocation whose id is known. */
  async completeInvocations(): Promise<void> {
    const invocations = Map.groupBy(
      [...this.#found.values()].filter(
        ({ source, requestId }) => source.kind === 'function' && requestId && this.#followed.has(requestId),
      ),
      ({ source, streamName, requestId }) => `${source.logGroupName}\n${streamName}\n${requestId}`,
    );
    for (const known of invocations.values()) {
      const [{ source, streamName, requestId = '' }] = known as [LogEvent];
      const times = known.map(({ timestamp }) => timestamp);
      const query = {
        logStreamNames: [streamName],
        startTime: Math.min(...times),
        endTime: Math.max(...times),
      };
      const stream = await this.#read(source, query, false);
      for (const event of invocationIn(stream, requestId)) this.#add({ ...event, requestId });
    }
  }

  async #read(source: LogSource, part: Partial<GroupQuery>, isPartOfRequest = true): Promise<LogEvent[]> {
    const { client, startTime, endTime } = this.#options;
    const query = { logGroupName: source.logGroupName, startTime, endTime, ...part };
    const events: LogEvent[] = [];
    for await (const page of groupPages(client, query, this.#signal)) {
      for (const event of page) {
        if (!isStreamOf(source, event.logStreamName ?? '')) continue;
        events.push(logEvent(source, event, ownRequestId(source.kind, event.message ?? '')));
      }
      if (events.length > maxTracedEvents) throw tooMany(this.#options.id);
    }
    if (isPartOfRequest) for (const event of events) this.#add(event);
    return events;
  }

  #add(event: LogEvent): void {
    this.#found.set(`${event.source.logGroupName}\n${event.id}`, event);
    if (this.#found.size > maxTracedEvents) throw tooMany(this.#options.id);
  }
}

function idsIn(events: readonly LogEvent[]): Set<string> {
  return new Set(
    events.flatMap(({ source, message, requestId }) => [
      ...(requestId ? [requestId] : []),
      ...relatedRequestIds(source.kind, message),
    ]),
  );
}

/** An environment works on one request at a time: all between its first and its last line is the request's. */
function invocationIn(stream: readonly LogEvent[], requestId: string): LogEvent[] {
  const first = stream.findIndex((event) => event.requestId === requestId);
  const last = stream.findLastIndex((event) => event.requestId === requestId);
  return stream
    .slice(first, last + 1)
    .filter((event) => event.requestId === undefined || event.requestId === requestId);
}

function tooMany(id: string): Error {
  return new RangeError(
    `More than ${maxTracedEvents.toLocaleString('en-US')} events have the id ${id}: choose a shorter time.`,
  );
}
