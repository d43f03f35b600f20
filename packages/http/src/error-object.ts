import { type ErrorStatus, errorCode } from './error-code.ts';
import { IntegrationError } from './integration-error.ts';

/**
 * An error to throw where templates parse the message: it is the JSON of
 * `{errorType, httpStatus, requestId, message}`, `errorType` first so that a pattern can start with it.
 * Throws a `RangeError` for a status that is no error status.
 */
export function errorObject(status: ErrorStatus, message: string, requestId: string): IntegrationError {
  const errorType = errorCode(status);
  return new IntegrationError(
    errorType,
    JSON.stringify({ errorType, httpStatus: status, requestId, message }),
  );
}
