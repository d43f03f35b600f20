// With proxy integration the gateway's id is in the event. A structured log has both ids in each entry.
import { Logger } from '@aws-lambda-powertools/logger';
import { apiHandler, HttpError, json, pathParameter } from '@samples/http';
import { findGreeting } from './find-greeting.ts';

const logger = new Logger({ serviceName: 'greet-proxy' });

export const handler = apiHandler(async (event, context) => {
  logger.addContext(context);
  logger.setCorrelationId(event.requestContext.requestId);
  const name = pathParameter(event, 'name');
  logger.info('greeting', { name });
  const greeting = findGreeting(name);
  if (greeting) return json({ greeting });
  logger.warn('not on the list', { name });
  throw new HttpError(404, `${name} is not on the list`);
});
