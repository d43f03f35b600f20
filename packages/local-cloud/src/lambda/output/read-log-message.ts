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
  const fromJson = message.startsWith('{"timestamp":') ? readJson(message) : undefined;
  if (fromJson) return fromJson;
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

/** The same of the log format JSON: a message, or an error by its stack. `undefined` for other JSON. */
function readJson(line: string): LogMessage | undefined {
  const record = objectOf(line);
  const level = record?.level ?? record?.log_level;
  if (!record || typeof level !== 'string') return undefined;
  const { message = record } = record;
  const isFailure = isRecord(message) && typeof message.errorType === 'string';
  const stack = isFailure && Array.isArray(message.stackTrace) ? message.stackTrace : [];
  const title = isFailure ? `${message.errorType}: ${message.errorMessage}` : undefined;
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  const shown = title === undefined ? text : [title, ...stack.filter((frame) => frame !== title)].join('\n');
  return { text: shown.trimEnd(), isError: level === 'ERROR' || level === 'FATAL', isFailure };
}

/** `undefined` for anything but an error as the client writes it. */
function stackOf(json: string): string | undefined {
  const error = objectOf(json);
  if (!error) return undefined;
  const { errorType, errorMessage, stack } = error;
  if (Array.isArray(stack) && stack.length > 0) return stack.join('\n');
  return `${errorType}: ${errorMessage}`;
}

function objectOf(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
