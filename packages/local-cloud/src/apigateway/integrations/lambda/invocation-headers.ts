import type { InvokeResult } from '../../../lambda/lambda.ts';
import type { Exchange, Header } from '../../exchange.ts';
import { ownHeaders } from '../request-headers.ts';

/** What Lambda is told beside the event: shown in the execution log. */
export function invocationHeaders(exchange: Exchange): Header[] {
  return [['x-amzn-lambda-integration-tag', exchange.requestId], ...ownHeaders(exchange)];
}

/** What Lambda says of a result. */
export function resultHeaders({ requestId, functionError, executedVersion }: InvokeResult): Header[] {
  return [
    ['Content-Type', 'application/json'],
    ['x-amzn-RequestId', requestId],
    ...(functionError ? [['X-Amz-Function-Error', functionError] as const] : []),
    ['X-Amz-Executed-Version', executedVersion],
  ];
}
