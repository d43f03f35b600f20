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
