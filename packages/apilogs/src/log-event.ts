import type { FilteredLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import type { LogSource } from './log-source.ts';

export interface LogEvent {
  readonly source: LogSource;
  readonly streamName: string;
  /** When it happened, in milliseconds since 1970, by the clock of what logged it. */
  readonly timestamp: number;
  /** When CloudWatch Logs received it, in milliseconds since 1970. */
  readonly ingestionTime: number;
  readonly message: string;
  /** CloudWatch's id of the event, unique in its group. */
  readonly id: string;
  /** The request that it belongs to: the gateway's id in the gateway's logs, the function's in a function's. */
  readonly requestId: string | undefined;
}

/** CloudWatch's event as ours, with the request that its reader has found. */
export function logEvent(
  source: LogSource,
  event: FilteredLogEvent,
  requestId: string | undefined,
): LogEvent {
  const {
    logStreamName: streamName = '',
    timestamp = 0,
    ingestionTime = 0,
    message = '',
    eventId: id = '',
  } = event;
  return { source, streamName, timestamp, ingestionTime, message, id, requestId };
}
