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

export function startLine(requestId: string, version: string): string {
  return `START RequestId: ${requestId} Version: ${version}`;
}

export function initStartLine(runtime: string): string {
  return `INIT_START Runtime Version: ${runtime.replace(/(\d)/, ':$1')}\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:${runtime}`;
}

export function initReportLine(duration: number, failure: Failure): string {
  return [`INIT_REPORT Init Duration: ${milliseconds(duration)}`, 'Phase: init', ...statusOf(failure)].join(
    '\t',
  );
}

/** The lines at the end of an invocation: its failure, END, REPORT. */
export function endLines(report: Report): string[] {
  const { requestId, failure } = report;
  const lines = [`END RequestId: ${requestId}`, reportLine(report)];
  if (failure?.kind === 'timeout') {
    lines.unshift(`${new Date().toISOString()} ${requestId} ${failureReason(failure)}\n`);
  }
  if (failure?.kind === 'exit') {
    lines.unshift(`RequestId: ${requestId} Error: ${failureReason(failure)}\n${failureType(failure)}`);
  }
  return lines;
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
  if (report.failure) fields.push(...statusOf(report.failure));
  return fields.join('\t');
}

function statusOf(failure: Failure): string[] {
  if (failure.kind === 'timeout') return ['Status: timeout'];
  return ['Status: error', `Error Type: ${failureType(failure)}`];
}

function milliseconds(duration: number): string {
  return `${duration.toFixed(2)} ms`;
}
