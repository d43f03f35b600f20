import { type Failure, failureReason, failureType } from './failure-payload.ts';

/** The platform's figures of one invocation. Times in milliseconds, memory in MB. */
export interface Report {
  readonly requestId: string;
  readonly duration: number;
  readonly memorySize: number;
  readonly maxMemoryUsed: number;
  /** Only for the first invocation of an environment. */
  readonly initDuration: number | undefined;
  readonly failure: Failure | undefined;
}

/** What the platform writes of an environment and of its invocations. */
export interface PlatformLines {
  initStart(runtime: string, region: string): string[];
  initReport(duration: number, failure: Failure): string[];
  start(requestId: string, version: string): string[];
  /** At the end of an invocation. */
  end(report: Report): string[];
}

/** Those of the log format `Text`. */
export const textLines: PlatformLines = {
  initStart(runtime, region) {
    const { runtimeVersion, runtimeVersionArn } = runtimeVersionOf(runtime, region);
    return [`INIT_START Runtime Version: ${runtimeVersion}\tRuntime Version ARN: ${runtimeVersionArn}`];
  },
  initReport: (duration, failure) => [
    [`INIT_REPORT Init Duration: ${milliseconds(duration)}`, 'Phase: init', ...statusOf(failure)].join('\t'),
  ],
  start: (requestId, version) => [`START RequestId: ${requestId} Version: ${version}`],
  end: (report) => [...failureLines(report), `END RequestId: ${report.requestId}`, reportLine(report)],
};

export function runtimeVersionOf(runtime: string, region: string) {
  return {
    runtimeVersion: runtime.replace(/(\d)/, ':$1'),
    runtimeVersionArn: `arn:aws:lambda:${region}::runtime:${runtime}`,
  };
}

function failureLines({ requestId, failure }: Report): string[] {
  if (failure?.kind === 'timeout') {
    return [`${new Date().toISOString()} ${requestId} ${failureReason(failure)}\n`];
  }
  if (failure?.kind !== 'exit') return [];
  return [`RequestId: ${requestId} Error: ${failureReason(failure)}\n${failureType(failure)}`];
}

function reportLine(report: Report): string {
  const fields = [
    `REPORT RequestId: ${report.requestId}`,
    `Duration: ${milliseconds(report.duration)}`,
    `Billed Duration: ${Math.ceil(report.duration)} ms`,
    `Memory Size: ${report.memorySize} MB`,
    `Max Memory Used: ${report.maxMemoryUsed} MB`,
  ];
  if (report.initDuration !== undefined) fields.push(`Init Duration: ${milliseconds(report.initDuration)}`);
  // The line of a success ends with a tab.
  fields.push(...(report.failure ? statusOf(report.failure) : ['']));
  return fields.join('\t');
}

function statusOf(failure: Failure): string[] {
  if (failure.kind === 'timeout') return ['Status: timeout'];
  return ['Status: error', `Error Type: ${failureType(failure)}`];
}

function milliseconds(duration: number): string {
  return `${duration.toFixed(2)} ms`;
}
