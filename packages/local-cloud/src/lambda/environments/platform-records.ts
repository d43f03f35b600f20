import type { SystemLogLevel } from '@aws-sdk/client-lambda';
import { failureType } from './failure-payload.ts';
import { type PlatformLines, type Report, runtimeVersionOf, textLines } from './platform-lines.ts';

const levels: readonly SystemLogLevel[] = ['DEBUG', 'INFO', 'WARN'];

/**
 * The platform's lines of a function with this log format; records of a level below the given one are left out.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html#monitoring-cloudwatchlogs-log-level-mapping
 */
export function platformLines(format: string | undefined, systemLevel = 'INFO'): PlatformLines {
  if (format !== 'JSON') return textLines;
  const least = levels.indexOf(systemLevel as SystemLogLevel);
  const recordOf = (own: SystemLogLevel, type: string, record: object): string[] => {
    if (levels.indexOf(own) < least) return [];
    return [JSON.stringify({ time: new Date().toISOString(), type: `platform.${type}`, record })];
  };
  return {
    initStart: (runtime, region) =>
      recordOf('INFO', 'initStart', {
        initializationType: 'on-demand',
        phase: 'init',
        ...runtimeVersionOf(runtime, region),
      }),
    initReport: (duration, failure) =>
      recordOf('WARN', 'initReport', {
        initializationType: 'on-demand',
        metrics: { durationMs: rounded(duration) },
        phase: 'init',
        ...statusOf(failure),
      }),
    start: (requestId, version) => recordOf('INFO', 'start', { requestId, version }),
    end(report) {
      const { requestId, failure, duration } = report;
      const status = statusOf(failure);
      const done = { requestId, metrics: { durationMs: rounded(duration) }, ...status };
      return [
        ...recordOf(failure ? 'WARN' : 'DEBUG', 'runtimeDone', done),
        ...recordOf(failure ? 'WARN' : 'INFO', 'report', {
          requestId,
          metrics: metricsOf(report),
          ...status,
        }),
      ];
    },
  };
}

function metricsOf({ duration, memorySize, maxMemoryUsed, initDuration }: Report) {
  return {
    durationMs: rounded(duration),
    billedDurationMs: Math.ceil(duration),
    memorySizeMB: memorySize,
    maxMemoryUsedMB: maxMemoryUsed,
    ...(initDuration !== undefined && { initDurationMs: rounded(initDuration) }),
  };
}

function statusOf(failure: Report['failure']) {
  if (!failure) return { status: 'success' };
  if (failure.kind === 'timeout') return { status: 'timeout' };
  return { status: 'error', errorType: failureType(failure) };
}

function rounded(milliseconds: number): number {
  return Number(milliseconds.toFixed(3));
}
