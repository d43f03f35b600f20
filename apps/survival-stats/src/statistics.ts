import { integrationHandler } from '@samples/http';
import { computeStatistics } from './compute-statistics.ts';
import { readRequest } from './read-request.ts';
import { statisticsError } from './statistics-error.ts';

/** Behind an integration without proxy: the body of the request comes in, what is returned is the body of the answer. */
export const handler = integrationHandler(statisticsError, async (body: unknown) =>
  computeStatistics(readRequest(body)),
);
