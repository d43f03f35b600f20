import { isRecord } from '../../aws/is-record.ts';
import { maxResponseBytes } from '../limits.ts';

/** Why there is no response of the function itself. */
export type Failure =
  | { readonly kind: 'init'; readonly payload: Buffer }
  | { readonly kind: 'timeout'; readonly seconds: number }
  | { readonly kind: 'exit'; readonly code: number | null; readonly signal: string | null }
  | { readonly kind: 'response-too-large' };

/** The payload the caller gets. */
export function failurePayload(failure: Failure, requestId: string): Buffer {
  if (failure.kind === 'init') return failure.payload;
  const reason = failureReason(failure);
  const errorMessage =
    failure.kind === 'response-too-large' ? reason : `RequestId: ${requestId} Error: ${reason}`;
  return Buffer.from(JSON.stringify({ errorType: failureType(failure), errorMessage }));
}

export function failureType(failure: Failure): string {
  switch (failure.kind) {
    case 'init':
      return initErrorType(failure.payload);
    case 'timeout':
      return 'Sandbox.Timedout';
    case 'exit':
      return 'Runtime.ExitError';
    case 'response-too-large':
      return 'Function.ResponseSizeTooLarge';
  }
}

/** Node's signal names in the words AWS uses. */
const signalWords: Readonly<Record<string, string>> = {
  SIGKILL: 'killed',
  SIGABRT: 'aborted (core dumped)',
  SIGSEGV: 'segmentation fault (core dumped)',
  SIGTERM: 'terminated',
};

export function failureReason(failure: Exclude<Failure, { kind: 'init' }>): string {
  switch (failure.kind) {
    case 'timeout':
      return `Task timed out after ${failure.seconds.toFixed(2)} seconds`;
    case 'response-too-large':
      return `Response payload size exceeded maximum allowed payload size (${maxResponseBytes} bytes).`;
    case 'exit':
      if (failure.signal)
        return `Runtime exited with error: signal: ${signalWords[failure.signal] ?? failure.signal}`;
      return failure.code === 0
        ? 'Runtime exited without providing a reason'
        : `Runtime exited with error: exit status ${failure.code}`;
  }
}

/** One line for the terminal. */
export function failureSummary(failure: Failure): string {
  if (failure.kind !== 'init') return failureReason(failure);
  return errorSummary(failure.payload);
}

/** The type and message of a function's error payload, and its stack where it has one as Java writes it. */
export function errorSummary(payload: Buffer): string {
  const text = payload.toString('utf8');
  const error = parsed(text);
  if (!isRecord(error)) return text;
  const { errorType, errorMessage, stackTrace } = error;
  const stack = Array.isArray(stackTrace) ? stackTrace.map((line) => `    at ${line}`) : [];
  return [`${errorType}: ${errorMessage}`, ...stack].join('\n');
}

function initErrorType(payload: Buffer): string {
  const error = parsed(payload.toString('utf8'));
  return isRecord(error) ? String(error.errorType) : 'Runtime.Unknown';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Why a runtime cannot be started; reported to the caller as a failed initialisation. */
export class StartError extends Error {
  constructor(message: string, errorType = 'Runtime.InvalidEntrypoint') {
    super(message);
    this.name = errorType;
  }

  /** The function's error payload. */
  get payload(): Buffer {
    return Buffer.from(JSON.stringify({ errorType: this.name, errorMessage: this.message }));
  }
}
