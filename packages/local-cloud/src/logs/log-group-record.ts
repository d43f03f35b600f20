import { type Account, regionalArn } from '../account.ts';
import { ServiceError } from '../aws/service-error.ts';
import { type EventTimeline, emptyTimeline } from './event-timeline.ts';
import { checkName } from './invalid-parameter.ts';
import type { LogsState } from './logs.ts';

export interface LogStreamRecord {
  readonly name: string;
  readonly creationTime: number;
  firstEventTimestamp?: number;
  lastEventTimestamp?: number;
  lastIngestionTime?: number;
}

export interface LogGroupRecord {
  readonly name: string;
  readonly creationTime: number;
  readonly tags: Map<string, string>;
  readonly streams: Map<string, LogStreamRecord>;
  readonly timeline: EventTimeline;
  retentionInDays?: number | undefined;
}

export function newLogGroup(state: LogsState, name: string): LogGroupRecord {
  const group = {
    name,
    creationTime: Date.now(),
    tags: new Map(),
    streams: new Map(),
    timeline: emptyTimeline(),
  };
  state.groups.set(name, group);
  return group;
}

export function newLogStream(group: LogGroupRecord, name: string): LogStreamRecord {
  const stream = { name, creationTime: Date.now() };
  group.streams.set(name, stream);
  return stream;
}

/** The group of this name; an ARN, where AWS takes one, names it too. */
export function groupNamed(state: LogsState, nameOrArn: string | undefined): LogGroupRecord {
  const group = state.groups.get(checkName(nameOrArn && groupName(nameOrArn), 'logGroupName'));
  if (!group) throw notFound('The specified log group does not exist.');
  return group;
}

export function streamNamed(group: LogGroupRecord, streamName: string | undefined): LogStreamRecord {
  const stream = group.streams.get(checkName(streamName, 'logStreamName'));
  if (!stream) throw notFound('The specified log stream does not exist.');
  return stream;
}

export function groupName(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:aws:logs:[^:]*:\d*:log-group:([^:]*).*$/, '$1');
}

export function groupArn(account: Account, group: LogGroupRecord): string {
  return regionalArn(account, 'logs', `log-group:${group.name}`);
}

function notFound(message: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', message);
}
