import type { PolicyDocument } from '../aws/policy/policy-document.ts';
import { accessOf } from '../aws/policy/require-access.ts';
import type { Caller } from '../aws/service.ts';
import { append, emptyTimeline } from './event-timeline.ts';
import { resourcesOf } from './group-named.ts';
import type { LogGroupRecord, LogStreamRecord, LogsState } from './state.ts';

export interface NewLogEvent {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

export type WriteLog = (groupName: string, streamName: string, events: readonly NewLogEvent[]) => void;

/** How the other services write to CloudWatch Logs. */
export interface LogWriter {
  /** Appends; creates the group and the stream where they are missing. */
  readonly write: WriteLog;
  hasGroup(groupName: string): boolean;
  /** Writes one stream as a caller does: what its policies do not allow is lost, as a function's log is on AWS. */
  writerAs(caller: Caller | undefined): WriteLog;
}

export function createLogWriter(state: LogsState): LogWriter {
  const write: WriteLog = (groupName, streamName, events) =>
    writeEvents(state, groupName, streamName, events);
  return {
    write,
    hasGroup: (groupName) => state.groups.has(groupName),
    writerAs: (caller) => writerAs(state, write, caller),
  };
}

function writerAs(state: LogsState, write: WriteLog, caller: Caller | undefined): WriteLog {
  let isCreated = false;
  let judged: { policies: readonly PolicyDocument[] | undefined; mayPut: boolean } | undefined;

  function may(operation: string, logGroupName: string, logStreamName?: string): boolean {
    if (!caller) return true;
    const resources = resourcesOf(state.account, operation, { logGroupName, logStreamName });
    return resources.every((resource) => accessOf(caller, `logs:${operation}`, resource) === 'allow');
  }

  function mayCreate(group: string, stream: string): boolean {
    return (state.groups.has(group) || may('CreateLogGroup', group)) && may('CreateLogStream', group, stream);
  }

  /** Evaluated again only after the policies have changed. */
  function mayPut(group: string, stream: string): boolean {
    const policies = caller?.policies?.();
    if (!judged || judged.policies !== policies) {
      judged = { policies, mayPut: may('PutLogEvents', group, stream) };
    }
    return judged.mayPut;
  }

  return (group, stream, events) => {
    isCreated ||= mayCreate(group, stream);
    if (isCreated && mayPut(group, stream)) write(group, stream, events);
  };
}

export function writeEvents(
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

export function newLogGroup(state: LogsState, name: string): LogGroupRecord {
  const group = {
    name,
    creationTime: Date.now(),
    tags: new Map(),
    streams: new Map(),
    timeline: emptyTimeline(state.maxGroupBytes),
  };
  state.groups.set(name, group);
  return group;
}

export function newLogStream(group: LogGroupRecord, name: string): LogStreamRecord {
  const stream = { name, creationTime: Date.now() };
  group.streams.set(name, stream);
  return stream;
}
