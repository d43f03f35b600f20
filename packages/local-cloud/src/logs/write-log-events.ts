import { append } from './event-timeline.ts';
import { newLogGroup, newLogStream } from './log-group-record.ts';
import type { LogsState } from './logs.ts';

export interface NewLogEvent {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

/** Appends for a service of this cloud, which need not make the group and stream first. */
export function writeLogEvents(
  state: LogsState,
  groupName: string,
  streamName: string,
  events: readonly NewLogEvent[],
): void {
  const group = state.groups.get(groupName) ?? newLogGroup(state, groupName);
  const stream = group.streams.get(streamName) ?? newLogStream(group, streamName);
  const ingestionTime = Date.now();
  for (const { timestamp, message } of events) {
    append(group.timeline, { timestamp, message, ingestionTime, streamName });
    stream.firstEventTimestamp = Math.min(timestamp, stream.firstEventTimestamp ?? timestamp);
    stream.lastEventTimestamp = Math.max(timestamp, stream.lastEventTimestamp ?? timestamp);
    stream.lastIngestionTime = ingestionTime;
  }
}
