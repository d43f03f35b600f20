import { type ErrorStatus, errorCode, IntegrationError } from '@samples/http';

/** What the API's selection patterns look for: the message of the failure is an error object, with its HTTP status. */
export function statisticsError(status: ErrorStatus, message: string, requestId: string): IntegrationError {
  const code = status === 400 ? 'StatisticsError' : errorCode(status);
  return new IntegrationError(code, JSON.stringify({ httpStatus: status, code, message, requestId }));
}
