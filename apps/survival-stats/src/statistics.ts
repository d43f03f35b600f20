import { integrationHandler } from '@samples/http';
import { computeStatistics } from './compute-statistics.ts';
import { readRequest } from './read-request.ts';
import { statisticsError } from './statistics-error.ts';

/** The integration is no proxy: the function gets the body of the request and returns the body of the response. */
export const handler = integrationHandler(statisticsError, async (body: unknown) =>
  computeStatistics(readRequest(body)),
);
