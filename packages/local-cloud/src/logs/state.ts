import type { Account } from '../account.ts';
import type { EventTimeline } from './event-timeline.ts';

/** What the operations of CloudWatch Logs share. */
export interface LogsState {
  readonly account: Account;
  /** By name. */
  readonly groups: Map<string, LogGroupRecord>;
  /** What a group may hold; 64 MB unless given. */
  readonly maxGroupBytes?: number | undefined;
}

export interface LogGroupRecord {
  readonly name: string;
  /** Milliseconds since 1970, as are all times here. */
  readonly creationTime: number;
  readonly tags: Map<string, string>;
  readonly streams: Map<string, LogStreamRecord>;
  readonly timeline: EventTimeline;
  retentionInDays?: number | undefined;
  kmsKeyId?: string | undefined;
}

export interface LogStreamRecord {
  readonly name: string;
  readonly creationTime: number;
  firstEventTimestamp?: number;
  lastEventTimestamp?: number;
  lastIngestionTime?: number;
}
