import type {
  FilterLogEventsCommandInput,
  FilterLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { checkLimit, checkPrefix } from '../check-input.ts';
import { invalidNextToken, invalidParameter } from '../errors.ts';
import { eventId, positionOf } from '../event-id.ts';
import type { StoredEvent } from '../event-page.ts';
import { eventsInOrder, indexOf, type Position } from '../event-timeline.ts';
import { parseFilterPattern } from '../filter-pattern/filter-pattern.ts';
import { groupOf, streamNamed } from '../group-named.ts';
import { pageIsFull } from '../page-is-full.ts';
import type { LogGroupRecord, LogsState } from '../state.ts';

/** A call looks at this many events at most. As on AWS, a page may be empty and still have a next token. */
const maxScannedEvents = 100_000;

/** The events of a group's streams by time, `startTime` and `endTime` included. */
export function filterLogEvents(
  state: LogsState,
  input: FilterLogEventsCommandInput,
): Omit<FilterLogEventsCommandOutput, '$metadata'> {
  if (input.startFromHead === false)
    throw invalidParameter('startFromHead false is not offered by this embedded cloud.');
  const group = groupOf(state, input);
  const isInStreams = streamFilter(group, input);
  const matches = parseFilterPattern(input.filterPattern ?? '');
  const limit = checkLimit(input.limit, 10_000);

  const all = eventsInOrder(group.timeline);
  const start = startOf(all, input);
  const end =
    input.endTime === undefined ? all.length : indexOf(all, { timestamp: input.endTime + 1, sequence: 0 });
  const page: StoredEvent[] = [];
  let bytes = 0;
  let next = start;
  for (; next < end && next - start < maxScannedEvents && !pageIsFull(page.length, bytes, limit); next += 1) {
    const event = all[next];
    if (!event || !isInStreams(event.streamName) || !matches(event.message)) continue;
    page.push(event);
    bytes += event.message.length;
  }
  const following = next < end ? all[next] : undefined;
  return {
    events: page.map(describe),
    searchedLogStreams: [],
    nextToken: following && tokenAt(following),
  };
}

function streamFilter(
  group: LogGroupRecord,
  input: FilterLogEventsCommandInput,
): (streamName: string) => boolean {
  const { logStreamNames: names, logStreamNamePrefix: prefix } = input;
  if (names && prefix !== undefined) {
    throw invalidParameter('Expected either logStreamNames or logStreamNamePrefix, received both.');
  }
  if (names) {
    const wanted = new Set(names.map((name) => streamNamed(group, name).name));
    return (streamName) => wanted.has(streamName);
  }
  const start = checkPrefix(prefix, 'logStreamNamePrefix');
  return (streamName) => streamName.startsWith(start);
}

function startOf(events: readonly StoredEvent[], input: FilterLogEventsCommandInput): number {
  const start = indexOf(events, { timestamp: input.startTime ?? 0, sequence: 0 });
  if (input.nextToken === undefined) return start;
  const position = positionOf(Buffer.from(input.nextToken, 'base64url').toString());
  if (!position) throw invalidNextToken();
  return Math.max(start, indexOf(events, position));
}

function tokenAt(position: Position): string {
  return Buffer.from(eventId(position)).toString('base64url');
}

function describe(event: StoredEvent) {
  return {
    logStreamName: event.streamName,
    timestamp: event.timestamp,
    message: event.message,
    ingestionTime: event.ingestionTime,
    eventId: eventId(event),
  };
}
