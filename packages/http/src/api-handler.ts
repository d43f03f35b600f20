import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { refusalOf } from './refusal.ts';
import { json } from './responses.ts';

/** What a function behind a Lambda proxy integration does with a request. */
export type ApiHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/**
 * The boundary of a function behind a Lambda proxy integration. An `HttpError` becomes a response of
 * its status with `{code, message, requestId}`; anything else thrown is a bug, logged once, and the
 * client gets an opaque 500. Neither the event nor a stack trace leaves the function.
 */
export function apiHandler(handle: ApiHandler): ApiHandler {
  return async (event, context) => {
    try {
      return await handle(event, context);
    } catch (error) {
      // Invoked directly, without the gateway, there is no request context.
      const requestId = event?.requestContext?.requestId ?? context.awsRequestId;
      const { status, code, message, headers } = refusalOf(error, requestId);
      return json({ code, message, requestId }, { status, headers });
    }
  };
}
