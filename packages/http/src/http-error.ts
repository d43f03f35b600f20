import { type ErrorStatus, errorCode } from './error-code.ts';
import { type HeaderFields, headerFields } from './header-fields.ts';

export interface HttpErrorOptions {
  /** A code of your own where the status's is too broad, such as `NoteTooLong`. */
  code?: string;
  /** Headers of the error response, such as `Retry-After`. */
  headers?: HeaderFields;
  /** What made the request fail; logged for statuses from 500 on, never sent. */
  cause?: unknown;
}

/**
 * A refusal that the client receives: throw it anywhere below `apiHandler` or `integrationHandler`.
 * The message is sent as it is. Throws a `RangeError` for a status that is not an error status and a
 * `TypeError` for headers that cannot be sent.
 */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: ErrorStatus;
  readonly code: string;
  readonly headers: HeaderFields;

  constructor(status: ErrorStatus, message: string, options: HttpErrorOptions = {}) {
    const { code, headers = {}, ...cause } = options;
    const codeOfStatus = errorCode(status);
    super(message, cause);
    this.status = status;
    this.code = code ?? codeOfStatus;
    this.headers = headerFields(headers);
  }
}
