import { HttpError } from './http-error.ts';

/**
 * The refusal that a failed request gets: an `HttpError` as it is, a bug as an opaque 500. From
 * 500 on, the error and what caused it are logged as one structured entry.
 */
export function refusalOf(error: unknown, requestId: string): HttpError {
  const refusal = error instanceof HttpError ? error : new HttpError(500, 'Internal server error');
  if (refusal.status >= 500) {
    logError(error, requestId);
  }
  return refusal;
}

function logError(error: unknown, requestId: string): void {
  const { cause } = error instanceof Error ? error : {};
  console.error({
    requestId,
    ...describe(error),
    ...(cause === undefined ? {} : { cause: describe(cause) }),
  });
}

function describe(error: unknown) {
  return error instanceof Error
    ? { name: error.name, message: error.message, stack: error.stack }
    : // Anything else that is thrown may hold what a client sent, so only its type is logged.
      { name: typeof error, message: `a thrown value of type ${typeof error}` };
}
