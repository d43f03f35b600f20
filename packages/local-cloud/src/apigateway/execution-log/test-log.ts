import { javaDate } from '../java-date.ts';
import type { ExecutionLog } from './execution-log.ts';
import { cut, showData } from './show-data.ts';

/** The log of one call of TestInvokeMethod: complete, and returned instead of written. */
export interface TestLog extends ExecutionLog {
  text(): string;
}

export function openTestLog(requestId: string): TestLog {
  const lines = [`Execution log for request ${requestId}`];
  const append = (line: string) => {
    lines.push(`${javaDate(Date.now())} : ${line}`);
  };
  return {
    info: append,
    data: (label, value) => append(`${label}: ${showData(value)}`),
    endpointRequestId() {},
    error: (line) => append(cut(line)),
    write() {},
    text: () => `${lines.join('\n')}\n`,
  };
}
