import { type ErrorStatus, errorCode, IntegrationError, integrationHandler } from '@samples/http';
import { computeStatistics } from './compute-statistics.ts';
import { readRequest } from './read-request.ts';

/** The integration is no proxy: the function gets the body of the request and returns the body of the response. */
export const handler = integrationHandler(statisticsError, async (body: unknown) =>
  computeStatistics(readRequest(body)),
);

/** What the API's selection patterns look for: the message of the failure is an error object, with its HTTP status. */
function statisticsError(status: ErrorStatus, message: string, requestId: string): IntegrationError {
  const code = status === 400 ? 'StatisticsError' : errorCode(status);
  return new IntegrationError(code, JSON.stringify({ httpStatus: status, code, message, requestId }));
}
