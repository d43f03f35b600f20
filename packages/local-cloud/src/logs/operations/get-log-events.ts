import type { GetLogEventsCommandInput, GetLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import { checkLimit } from '../check-input.ts';
import { invalidNextToken } from '../errors.ts';
import { eventId, positionOf } from '../event-id.ts';
import type { StoredEvent } from '../event-page.ts';
import { eventsInOrder, indexOf, type Position } from '../event-timeline.ts';
import { groupOf, streamNamed } from '../group-named.ts';
import { pageIsFull } from '../page-is-full.ts';
import type { LogGroupRecord, LogsState } from '../state.ts';

interface Token {
  readonly direction: 'f' | 'b';
  readonly position: Position;
}

/**
 * One page of a stream. A token is a place between two events, and a direction. At the end of a stream the page is
 * empty and the response repeats the request's token.
 */
export function getLogEvents(
  state: LogsState,
  input: GetLogEventsCommandInput,
): Omit<GetLogEventsCommandOutput, '$metadata'> {
  const group = groupOf(state, input);
  const stream = streamNamed(group, input.logStreamName);
  const token = input.nextToken === undefined ? undefined : parseToken(input.nextToken);
  const isForward = token ? token.direction === 'f' : input.startFromHead === true;
  const range = rangeOf(group, input, token);
  const page = take(range, stream.name, checkLimit(input.limit, 10_000), isForward);

  const first = page.at(0);
  const last = page.at(-1);
  const start = first ?? token?.position ?? { timestamp: 0, sequence: 0 };
  const end = last ? { timestamp: last.timestamp, sequence: last.sequence + 1 } : start;
  return {
    events: page.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: `f/${eventId(end)}/s`,
    nextBackwardToken: `b/${eventId(start)}/s`,
  };
}

/** From `startTime` on, up to but not including `endTime`. */
function rangeOf(
  group: LogGroupRecord,
  input: GetLogEventsCommandInput,
  token: Token | undefined,
): readonly StoredEvent[] {
  const events = eventsInOrder(group.timeline);
  const indexFrom = (timestamp: number) => indexOf(events, { timestamp, sequence: 0 });
  const start = indexFrom(input.startTime ?? 0);
  const end = input.endTime === undefined ? events.length : indexFrom(input.endTime);
  if (!token) return events.slice(start, end);
  const place = indexOf(events, token.position);
  return token.direction === 'f'
    ? events.slice(Math.max(start, place), end)
    : events.slice(start, Math.min(end, place));
}

function take(
  range: readonly StoredEvent[],
  streamName: string,
  limit: number,
  isForward: boolean,
): StoredEvent[] {
  const page: StoredEvent[] = [];
  let bytes = 0;
  for (let step = 0; step < range.length && !pageIsFull(page.length, bytes, limit); step += 1) {
    const event = range[isForward ? step : range.length - 1 - step];
    if (event?.streamName !== streamName) continue;
    page.push(event);
    bytes += event.message.length;
  }
  return isForward ? page : page.reverse();
}

function parseToken(token: string): Token {
  const [, direction, id] = /^([fb])\/(\d+)\/s$/.exec(token) ?? [];
  const position = positionOf(id ?? '');
  if (!position) throw invalidNextToken();
  return { direction: direction === 'f' ? 'f' : 'b', position };
}
