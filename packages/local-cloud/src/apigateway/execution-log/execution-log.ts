import { createHash } from 'node:crypto';
import type { MethodSettings } from '../method-settings/method-settings.ts';
import { type Trace, traceRoot } from '../trace-id.ts';
import { cut, type LoggedData, showData } from './show-data.ts';

/**
 * The lines of one execution in the order of its steps. Without logging there is no log object, so that
 * `log?.info(…)` does not even build the line.
 */
export interface ExecutionLog {
  /** What a step did: kept at the level INFO. */
  info(line: string): void;
  /** `<label>: <value>`, cut and masked: kept at the level INFO with data trace. */
  data(label: string, value: LoggedData): void;
  /** The request id of a called AWS service. It comes after all steps, at the level INFO. */
  endpointRequestId(id: string): void;
  /** Why the execution fails: kept at every level. */
  error(line: string): void;
  /** Writes the lines to CloudWatch Logs, after the response was sent. */
  write(logs: LogStore): void;
}

/** CloudWatch Logs, as far as the gateway writes to it. Timestamps are milliseconds since 1970. */
export interface LogStore {
  write(groupName: string, streamName: string, events: readonly LogEvent[]): void;
  hasGroup(groupName: string): boolean;
}

interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

interface LoggedCall {
  readonly apiId: string;
  readonly requestId: string;
  readonly stage: {
    readonly stageName: string;
    readonly deploymentId: string;
    readonly isCanary?: boolean | undefined;
    readonly tracingEnabled?: boolean | undefined;
  };
  readonly trace: Trace;
}

/** The log of a call that found its method, if the stage keeps one for that method. */
export function openExecutionLog(call: LoggedCall, settings: MethodSettings): ExecutionLog | undefined {
  if (settings.loggingLevel === 'OFF') return undefined;
  const isDetailed = settings.loggingLevel === 'INFO';
  const tracesData = isDetailed && settings.dataTraceEnabled;
  const events: LogEvent[] = [];
  let lastLine: string | undefined;
  const append = (line: string) => {
    events.push({ timestamp: Date.now(), message: `(${call.requestId}) ${line}` });
  };
  return {
    info(line) {
      if (isDetailed) append(line);
    },
    data(label, value) {
      if (tracesData) append(`${label}: ${showData(value)}`);
    },
    endpointRequestId(id) {
      lastLine = `AWS Integration Endpoint RequestId : ${id}`;
    },
    error: (line) => append(cut(line)),
    write(logs) {
      if (isDetailed && lastLine !== undefined) append(lastLine);
      if (isDetailed && call.stage.tracingEnabled) append(`X-ray Tracing ID : Root=${traceRoot(call.trace)}`);
      if (events.length > 0) logs.write(groupOf(call), streamOf(call), events);
    },
  };
}

function groupOf({ apiId, stage }: LoggedCall): string {
  return `API-Gateway-Execution-Logs_${apiId}/${stage.stageName}${stage.isCanary ? '/Canary' : ''}`;
}

/** AWS spreads a stage over many streams with such names; here a deployment has one. */
function streamOf({ stage }: LoggedCall): string {
  return createHash('md5').update(stage.deploymentId).digest('hex');
}
