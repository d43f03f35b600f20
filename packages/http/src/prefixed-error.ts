import { type ErrorStatus, errorCode } from './error-code.ts';
import { IntegrationError } from './integration-error.ts';

/**
 * An error to throw where selection patterns match a prefix: 404 gives the message `[NotFound] …`
 * and the `errorType` `NotFound`. Throws a `RangeError` for a status that is not an error status.
 */
export function prefixedError(status: ErrorStatus, message: string): IntegrationError {
  const code = errorCode(status);
  return new IntegrationError(code, `[${code}] ${message}`);
}
