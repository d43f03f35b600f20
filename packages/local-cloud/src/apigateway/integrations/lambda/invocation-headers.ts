import type { InvokeResult } from '../../../lambda/function-invoker.ts';
import type { Exchange } from '../../exchange.ts';
import type { Header } from '../../headers/header.ts';
import { userAgent } from '../request-headers.ts';

/** The headers of the request to Lambda in AWS's order, for the execution log. Calls within this process are not signed. */
export function invocationHeaders(exchange: Exchange): Header[] {
  return [
    ['x-amzn-lambda-integration-tag', exchange.requestId],
    ['x-amzn-apigateway-api-id', exchange.apiId],
    ['Accept', 'application/json'],
    ['User-Agent', userAgent(exchange)],
  ];
}

/** The headers of Lambda's response. */
export function resultHeaders({ requestId, functionError, executedVersion }: InvokeResult): Header[] {
  return [
    ['Content-Type', 'application/json'],
    ['x-amzn-RequestId', requestId],
    ...(functionError ? [['X-Amz-Function-Error', functionError] as const] : []),
    ['X-Amz-Executed-Version', executedVersion],
  ];
}
