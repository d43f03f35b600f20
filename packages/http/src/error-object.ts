import { type ErrorStatus, errorCode } from './error-code.ts';
import { IntegrationError } from './integration-error.ts';

/**
 * An error to throw where templates parse the message: it is the JSON of
 * `{errorType, httpStatus, requestId, message}`, `errorType` first so that a pattern can start with it, indented
 * by this many spaces per level. Throws a `RangeError` for a status that is not an error status.
 */
export function errorObject(
  status: ErrorStatus,
  message: string,
  requestId: string,
  indent = 0,
): IntegrationError {
  const errorType = errorCode(status);
  const json = JSON.stringify({ errorType, httpStatus: status, requestId, message }, null, indent);
  // Lambda's runtime for Node would report the character itself as %7F.
  return new IntegrationError(errorType, json.replaceAll('\x7F', '\\u007F'));
}
