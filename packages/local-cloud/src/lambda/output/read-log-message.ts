import { isRecord } from '../../aws/is-record.ts';

export interface LogMessage {
  readonly text: string;
  readonly isError: boolean;
  /** The runtime's report of an error that ended the invocation or the initialisation. */
  readonly isFailure: boolean;
}

/**
 * A log call of AWS's Node client, `<time>\t<request id>\t<level>\t<text>`, without time and id; an error that it
 * reports as JSON is shown by its stack. Other output is shown as it is.
 */
export function readLogMessage(message: string): LogMessage {
  const [, level, text] = /^\S+Z\t\S+\t([A-Z]+)\t(.*)$/s.exec(message) ?? [];
  if (level === undefined || text === undefined) return { text: message, isError: false, isFailure: false };
  const isError = level === 'ERROR' || level === 'FATAL';
  const [, json] =
    /^(?:Invoke Error|Init Error|Uncaught Exception|Unhandled Promise Rejection) *\t(\{.*)$/s.exec(text) ??
    [];
  const stack = isError && json !== undefined ? stackOf(json) : undefined;
  const shown = (stack ?? text).trimEnd();
  return { text: shown, isError, isFailure: stack !== undefined };
}

/** `undefined` for anything but an error as the client writes it. */
function stackOf(json: string): string | undefined {
  try {
    const error: unknown = JSON.parse(json);
    if (!isRecord(error)) return undefined;
    const { errorType, errorMessage, stack } = error;
    if (Array.isArray(stack) && stack.length > 0) return stack.join('\n');
    return `${errorType}: ${errorMessage}`;
  } catch {
    return undefined;
  }
}
